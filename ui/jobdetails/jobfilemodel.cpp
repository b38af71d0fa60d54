#include "ui/jobdetails/jobfilemodel.h"

#include "ui/format/errortext.h"
#include "ui/format/format.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using preload::FileState;
using preload::JobFile;

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobFileModel", "File")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobFileModel", "State"), .least = 140},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobFileModel", "Progress"), .side = Qt::AlignRight, .least = 230},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobFileModel", "Speed"), .side = Qt::AlignRight, .least = 100},
};
static_assert(std::size(tableColumns) == JobFileModel::ColumnCount);

struct Look
{
    QString icon;
    Token tone;
    int rank; ///< what people look for comes first
};

Look lookOf(FileState state)
{
    switch (state) {
    case FileState::Active:
        return {u"downloads"_s, Token::Upstream, 0};
    case FileState::Failed:
        return {u"error"_s, Token::Error, 1};
    case FileState::Waiting:
        return {u"waiting"_s, Token::TextMuted, 2};
    case FileState::Here:
        break;
    }
    return {u"ok"_s, Token::Ok, 3};
}

/// Never 1 before the file is here.
double shareOf(const JobFile &file)
{
    if (file.state == FileState::Here)
        return 1.0;
    return file.size > 0 ? std::min(0.99, double(file.done) / double(file.size)) : 0.0;
}

} // namespace

void JobFileModel::update(std::vector<JobFile> files)
{
    std::ranges::sort(files, JobFileBefore());
    bringTo(std::move(files));
}

std::span<const TableColumn> JobFileModel::columns() const
{
    return tableColumns;
}

QVariant JobFileModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JobFile &file = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(file, index.column());
    case Qt::ToolTipRole:
        return tooltip(file, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == File
                   ? tr("%1: %2, %3, speed %4.")
                         .arg(text(file, File), text(file, State), text(file, Progress), text(file, Speed))
                   : text(file, index.column());
    case SortRole:
        return sortValue(file, index.column());
    case ShareRole:
        return shareOf(file);
    case IconRole:
        return lookOf(file.state).icon;
    case ToneRole:
        return int(lookOf(file.state).tone);
    default:
        return KeyedRows::data(index, role);
    }
}

QString JobFileModel::text(const JobFile &file, int column)
{
    switch (Column(column)) {
    case File:
        return QString::fromStdString(file.path);
    case State:
        switch (file.state) {
        case FileState::Waiting:
            return tr("Waiting");
        case FileState::Active:
            return tr("Downloading");
        case FileState::Failed:
            return tr("Failed");
        case FileState::Here:
            return tr("Here");
        }
        return {};
    case Progress:
        return file.state == FileState::Here || file.done == 0 ? Format::bytes(double(file.size))
                                                               : Format::bytesOf(double(file.done), double(file.size));
    case Speed:
        return file.state == FileState::Active ? Format::rate(file.bytesPerSecond) : Format::none();
    case ColumnCount:
        break;
    }
    return {};
}

QString JobFileModel::tooltip(const JobFile &file, int column)
{
    switch (Column(column)) {
    case File:
        return QString::fromStdString(file.path);
    case State:
        return file.reason.isEmpty() ? QString() : sentenceFor(file.reason);
    case Progress:
        return Format::exactBytes(file.done) + u" / "_s + Format::exactBytes(file.size);
    default:
        return {};
    }
}

QVariant JobFileModel::sortValue(const JobFile &file, int column)
{
    switch (Column(column)) {
    case File:
        return QString::fromStdString(file.path).toLower();
    case State:
        return lookOf(file.state).rank;
    case Progress:
        return qint64(file.size);
    case Speed:
        return file.bytesPerSecond;
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace mirrorlake::ui
