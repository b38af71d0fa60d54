#include "ui/models/filetreemodel.h"

#include "ui/format/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using library::CardFile;
using library::Presence;

namespace {

constexpr quintptr groupId = 0; ///< files have their group's place plus one

bool endsWithOneOf(std::string_view path, std::initializer_list<std::string_view> endings)
{
    return std::ranges::any_of(endings, [path](std::string_view ending) { return path.ends_with(ending); });
}

QString cachedText(const CardFile &file)
{
    switch (file.presence) {
    case Presence::Complete:
        return FileTreeModel::tr("cached");
    case Presence::Partial:
        return Format::wholePercent(
            std::min(0.99, double(file.heldBytes) / double(std::max<std::int64_t>(1, file.size))));
    case Presence::Missing:
        break;
    }
    return FileTreeModel::tr("not cached");
}

} // namespace

FileGroup groupOf(const std::string &path)
{
    if (endsWithOneOf(path, {".safetensors", ".gguf", ".bin", ".pt", ".pth", ".ckpt", ".onnx", ".h5", ".msgpack",
                             ".parquet", ".arrow", ".tar", ".npz", ".onnx_data", ".tflite", ".mlmodel"}))
        return FileGroup::Weights;
    if (endsWithOneOf(path, {".json", ".txt", ".model", ".jinja", ".yaml", ".yml", ".tiktoken", ".py"}))
        return FileGroup::Config;
    return FileGroup::Other;
}

void FileTreeModel::setFiles(std::vector<CardFile> files)
{
    beginResetModel();
    m_files = std::move(files);
    m_chosen.assign(m_files.size(), true);
    std::array<Group, 3> groups{Group{.kind = FileGroup::Weights, .files = {}, .sum = {}},
                                Group{.kind = FileGroup::Config, .files = {}, .sum = {}},
                                Group{.kind = FileGroup::Other, .files = {}, .sum = {}}};
    for (std::size_t i = 0; i < m_files.size(); ++i)
        groups[std::size_t(groupOf(m_files[i].path))].files.push_back(i);
    m_groups.clear();
    for (Group &group : groups) {
        if (!group.files.empty())
            m_groups.push_back(std::move(group));
    }
    countAgain();
    endResetModel();
    emit sumChanged();
}

void FileTreeModel::choose(const QSet<QString> &paths)
{
    for (std::size_t i = 0; i < m_files.size(); ++i)
        m_chosen[i] = paths.contains(QString::fromStdString(m_files[i].path));
    countAgain();
    tellAll();
}

std::vector<std::string> FileTreeModel::chosen() const
{
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (m_chosen[i])
            paths.push_back(m_files[i].path);
    }
    return paths;
}

void FileTreeModel::countAgain()
{
    for (Group &group : m_groups) {
        group.sum = {};
        for (const std::size_t i : group.files) {
            const CardFile &file = m_files[i];
            ++group.sum.files;
            group.sum.bytes += file.size;
            if (!m_chosen[i])
                continue;
            ++group.sum.chosen;
            group.sum.chosenBytes += file.size;
            group.sum.chosenHeld += std::min(file.size, file.heldBytes);
        }
    }
}

FileTreeModel::Sum FileTreeModel::sum() const
{
    Sum all;
    for (const Group &group : m_groups) {
        all.files += group.sum.files;
        all.chosen += group.sum.chosen;
        all.bytes += group.sum.bytes;
        all.chosenBytes += group.sum.chosenBytes;
        all.chosenHeld += group.sum.chosenHeld;
    }
    return all;
}

void FileTreeModel::tellAll()
{
    for (int row = 0; row < int(m_groups.size()); ++row) {
        const QModelIndex group = index(row, 0);
        emit dataChanged(group, index(row, ColumnCount - 1));
        emit dataChanged(index(0, 0, group),
                         index(int(m_groups[std::size_t(row)].files.size()) - 1, ColumnCount - 1, group));
    }
    emit sumChanged();
}

void FileTreeModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    tellAll();
}

QModelIndex FileTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : groupId);
}

QModelIndex FileTreeModel::parent(const QModelIndex &index) const
{
    return !index.isValid() || index.internalId() == groupId ? QModelIndex()
                                                             : createIndex(int(index.internalId()) - 1, 0, groupId);
}

int FileTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    const Group *group = groupAt(parent);
    return group && parent.column() == 0 ? int(group->files.size()) : 0;
}

int FileTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const FileTreeModel::Group *FileTreeModel::groupAt(const QModelIndex &index) const
{
    return index.internalId() == groupId ? &m_groups[std::size_t(index.row())] : nullptr;
}

std::size_t FileTreeModel::fileAt(const QModelIndex &index) const
{
    return m_groups[std::size_t(index.internalId()) - 1].files[std::size_t(index.row())];
}

QVariant FileTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const Group *group = groupAt(index);
    if (role == IsGroupRole)
        return group != nullptr;
    return group ? groupData(*group, index.column(), role) : fileData(fileAt(index), index.column(), role);
}

QVariant FileTreeModel::groupData(const Group &group, int column, int role) const
{
    if (role == Qt::CheckStateRole && column == Name)
        return group.sum.chosen == 0                 ? Qt::Unchecked
               : group.sum.chosen == group.sum.files ? Qt::Checked
                                                     : Qt::PartiallyChecked;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (column == Size)
        return Format::bytes(double(group.sum.bytes));
    if (column != Name)
        return {};
    const QString name = group.kind == FileGroup::Weights  ? tr("Weights and data")
                         : group.kind == FileGroup::Config ? tr("Tokenizer and config")
                                                           : tr("Other");
    return tr("%1 · %2 of %3 files", nullptr, int(group.sum.files))
        .arg(name, Format::count(group.sum.chosen), Format::count(group.sum.files));
}

QVariant FileTreeModel::fileData(std::size_t at, int column, int role) const
{
    const CardFile &file = m_files[at];
    if (role == Qt::CheckStateRole && column == Name)
        return m_chosen[at] ? Qt::Checked : Qt::Unchecked;
    if (role == PresenceRole)
        return int(file.presence);
    if (role == Qt::ToolTipRole)
        return column == Size ? Format::exactBytes(file.size) : QString::fromStdString(file.path);
    if (role == Qt::AccessibleTextRole && column == Name)
        return tr("%1, %2, %3")
            .arg(QString::fromStdString(file.path), Format::bytes(double(file.size)), cachedText(file));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (column == Name)
        return QString::fromStdString(file.path);
    return column == Size ? Format::bytes(double(file.size)) : cachedText(file);
}

bool FileTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Name)
        return false;
    const bool isChosen = value.toInt() == Qt::Checked;
    if (const Group *group = groupAt(index)) {
        for (const std::size_t file : group->files)
            m_chosen[file] = isChosen;
    } else {
        m_chosen[fileAt(index)] = isChosen;
    }
    countAgain();
    tellAll();
    emit chosenByHand();
    return true;
}

Qt::ItemFlags FileTreeModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    return index.isValid() && index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant FileTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("File") : section == Size ? tr("Size") : tr("In the cache");
}

} // namespace mirrorlake::ui
