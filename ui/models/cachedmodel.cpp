#include "ui/models/cachedmodel.h"

#include "sweep/pin.h"
#include "ui/format/format.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using library::HeldRepo;
using library::Pinned;

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = "", .widest = u""},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::CachedModel", "Repo")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::CachedModel", "Revision"), .widest = u"main, 01234567"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::CachedModel", "Size"),
     .side = Qt::AlignRight,
     .widest = u"99.9 GB",
     .room = 56},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::CachedModel", "Last used"), .side = Qt::AlignRight, .widest = u""},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::CachedModel", "Hits"), .side = Qt::AlignRight, .widest = u"99 999"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::CachedModel", "Shared"), .side = Qt::AlignRight, .widest = u"99.9 GB"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::CachedModel", "State"), .widest = u"", .room = 48},
};
static_assert(std::size(tableColumns) == CachedModel::ColumnCount);

constexpr int shownCommit = 8;

QVariant sortValue(const HeldRepo &row, int column)
{
    switch (CachedModel::Column(column)) {
    case CachedModel::Pin:
        return int(row.held.pinned);
    case CachedModel::Size:
        return qint64(row.held.bytes);
    case CachedModel::LastUsed:
        return qint64(row.held.lastUsedAt);
    case CachedModel::Hits:
        return qint64(row.hits);
    case CachedModel::Shared:
        return qint64(row.sharedBytes);
    case CachedModel::Revisions:
        return qint64(row.revisions.size());
    case CachedModel::State:
        return row.isGone ? 0 : row.isGated ? 1 : 2;
    default:
        return QString::fromStdString(sweep::nameOf(row.repo));
    }
}

} // namespace

QString revisionsText(const HeldRepo &repo)
{
    QStringList names;
    for (const library::HeldRevision &revision : repo.revisions)
        names += revision.names.empty() ? QString::fromStdString(revision.commit).left(shownCommit)
                                        : QString::fromStdString(revision.names.front());
    return names.join(u", "_s);
}

void CachedModel::update(std::vector<HeldRepo> repos, std::int64_t now)
{
    m_now = now;
    std::ranges::sort(repos, HeldBefore());
    const std::int64_t before = m_largest;
    m_largest = 1;
    for (const HeldRepo &repo : repos)
        m_largest = std::max(m_largest, repo.held.bytes);
    bringTo(std::move(repos));
    if (m_largest != before && !rows().empty())
        emit dataChanged(index(0, Size), index(int(rows().size()) - 1, Size), {ShareRole});
}

std::span<const TableColumn> CachedModel::columns() const
{
    return tableColumns;
}

QString CachedModel::widestText(int column) const
{
    return column == LastUsed ? Format::ago(1, 1 + 300 * 86'400)
           : column == State  ? tr("Gated, verified")
                              : KeyedRows::widestText(column);
}

QVariant CachedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HeldRepo &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return tip(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Repo ? spoken(row) : index.column() == Pin ? tip(row, Pin) : text(row, index.column());
    case SortRole:
        return sortValue(row, index.column());
    case ShareRole:
        return double(row.held.bytes) / double(m_largest);
    case IconRole:
        return row.repo.type == RepoType::Dataset ? u"dataset"_s : u"models"_s;
    case ToneRole:
        return row.isGone ? u"warn"_s : u"ok"_s;
    default:
        return KeyedRows::data(index, role);
    }
}

QString CachedModel::text(const HeldRepo &row, int column) const
{
    switch (Column(column)) {
    case Repo:
        return QString::fromStdString(row.repo.id.text());
    case Revisions:
        return revisionsText(row);
    case Size:
        return Format::bytes(double(row.held.bytes));
    case LastUsed:
        return row.held.lastUsedAt > 0 ? Format::ago(row.held.lastUsedAt, m_now) : Format::none();
    case Hits:
        return Format::count(row.hits);
    case Shared:
        return row.sharedBytes > 0 ? Format::bytes(double(row.sharedBytes)) : Format::none();
    case State:
        return row.isGone ? tr("Gone upstream") : row.isGated ? tr("Gated, verified") : tr("Verified");
    default:
        return {};
    }
}

QString CachedModel::tip(const HeldRepo &row, int column) const
{
    switch (Column(column)) {
    case Pin:
        return row.held.pinned == Pinned::Whole    ? tr("pinned")
               : row.held.pinned == Pinned::Partly ? tr("partly pinned")
                                                   : QString();
    case Repo:
        return QString::fromStdString(sweep::nameOf(row.repo));
    case Size:
        return Format::exactBytes(row.held.bytes);
    case LastUsed:
        return row.held.lastUsedAt > 0 ? Format::dateTime(row.held.lastUsedAt) : QString();
    case Shared:
        return row.sharedBytes > 0 ? tr("In files that other repos have too; they stay when this one is deleted.")
                                   : QString();
    case State:
        return tr("Each file was checked against its hash when it came.");
    default:
        return text(row, column);
    }
}

QString CachedModel::spoken(const HeldRepo &row) const
{
    return tr("%1, revision %2, %3, last used %4, %5 hits, %6")
        .arg(QString::fromStdString(sweep::nameOf(row.repo)), text(row, Revisions), text(row, Size),
             text(row, LastUsed), text(row, Hits), text(row, State));
}

} // namespace mirrorlake::ui
