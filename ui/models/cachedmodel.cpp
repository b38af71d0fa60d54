#include "ui/models/cachedmodel.h"

#include "sweep/pin.h"
#include "ui/format/format.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using library::HeldRepo;
using library::Pinned;

namespace {

constexpr int shownCommit = 8;

bool isNumber(int column)
{
    return column >= CachedModel::Size && column <= CachedModel::Shared;
}

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

void CachedModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!rows().empty())
        emit dataChanged(index(0, 0), index(int(rows().size()) - 1, ColumnCount - 1));
}

int CachedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant CachedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HeldRepo &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::TextAlignmentRole:
        return int((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
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
        return {};
    }
}

QVariant CachedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Pin:
        return QString();
    case Repo:
        return tr("Repo");
    case Revisions:
        return tr("Revision");
    case Size:
        return tr("Size");
    case LastUsed:
        return tr("Last used");
    case Hits:
        return tr("Hits");
    case Shared:
        return tr("Shared");
    case State:
        return tr("State");
    case ColumnCount:
        break;
    }
    return {};
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
