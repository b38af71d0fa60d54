#include "ui/clients/clienttablemodel.h"

#include "ui/charts/sparkline.h"
#include "ui/format/format.h"
#include "ui/format/names.h"

#include <algorithm>

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::ClientTableModel", "Client")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::ClientTableModel", "Now"),
     .side = Qt::AlignRight,
     .widest = u"9.99 MB/s"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::ClientTableModel", "Today"),
     .side = Qt::AlignRight,
     .widest = u"99.9 GB"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::ClientTableModel", "Total"),
     .side = Qt::AlignRight,
     .widest = u"99.9 GB"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::ClientTableModel", "Cached"),
     .side = Qt::AlignRight,
     .widest = u"99.9 %"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::ClientTableModel", "Files"), .side = Qt::AlignRight, .widest = u"99"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::ClientTableModel", "Limit"),
     .side = Qt::AlignRight,
     .widest = u"9.99 MB/s",
     .room = 9}, // the right padding is that of the card
};
static_assert(std::size(tableColumns) == ClientTableModel::ColumnCount);

constexpr std::int64_t stepMilliseconds = 2'000; ///< what a client's rate is the mean of
constexpr std::int64_t longestPause = stepMilliseconds * std::int64_t(sparklineSteps); ///< then they begin anew
constexpr std::int64_t clockSlack = 5'000; ///< that the clock may be set back without consequence

QString activityFrom(const meter::ClientFigures &client)
{
    if (client.active.empty())
        return {};
    const meter::ActiveTransfer &first = client.active.front();
    return first.repo.empty() ? QString::fromStdString(first.path) : repoTitle(first.repo);
}

/// Time that nobody looked at is drawn as its mean.
void prolong(ClientRow &row, int points, qint64 totalBefore)
{
    std::vector<float> &history = row.history;
    if (points == 0 && !history.empty()) {
        history.back() = float(row.now);
        return;
    }
    const double seconds = double(points * stepMilliseconds) / 1000;
    const double mean = double(std::max<qint64>(0, row.total - totalBefore)) / std::max(1.0, seconds);
    if (!history.empty())
        history.insert(history.end(), std::size_t(points - 1), float(mean));
    history.push_back(float(row.now));
    if (history.size() > sparklineSteps)
        history.erase(history.begin(), history.end() - std::ptrdiff_t(sparklineSteps));
}

} // namespace

void ClientTableModel::update(const std::vector<meter::ClientFigures> &clients, std::int64_t nowMilliseconds)
{
    const Step step = stepAt(nowMilliseconds);
    bringTo(rowsFrom(clients, step));
}

ClientTableModel::Step ClientTableModel::stepAt(std::int64_t nowMilliseconds)
{
    const std::int64_t past = nowMilliseconds - m_updatedAt;
    const bool isFresh = past > longestPause || past < -clockSlack;
    const int points = isFresh ? 1 : int(std::max<std::int64_t>(0, nowMilliseconds - m_stepBegan) / stepMilliseconds);
    m_updatedAt = nowMilliseconds;
    if (points > 0)
        m_stepBegan = nowMilliseconds;
    return {isFresh, points};
}

std::vector<ClientRow> ClientTableModel::rowsFrom(const std::vector<meter::ClientFigures> &clients, Step step) const
{
    std::vector<ClientRow> next;
    next.reserve(clients.size());
    for (const meter::ClientFigures &client : clients) {
        const QString address = QString::fromStdString(client.address);
        const ClientPolicy policy = m_policies.of(address);
        ClientRow row{.address = address,
                      .name = policy.name,
                      .limit = policy.limit > 0 ? policy.limit : policy.groupLimit,
                      .isBlocked = policy.isBlocked,
                      .now = client.nowBytesPerSecond,
                      .today = client.todayBytes,
                      .total = client.totalBytes,
                      .todayFiles = client.todayFiles,
                      .todayHits = client.todayHits,
                      .lastSeen = client.lastSeen,
                      .active = int(client.active.size()),
                      .activity = activityFrom(client),
                      .history = {}};
        next.push_back(std::move(row));
    }
    std::ranges::sort(next, ClientBefore());
    for (ClientRow &row : next) {
        const auto old = std::ranges::lower_bound(rows(), row, ClientBefore());
        const bool isKnown = !step.isFresh && old != rows().end() && old->address == row.address;
        if (isKnown)
            row.history = old->history;
        prolong(row, step.points, isKnown ? old->total : row.total);
    }
    return next;
}

std::span<const TableColumn> ClientTableModel::columns() const
{
    return tableColumns;
}

QVariant ClientTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ClientRow &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return tip(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Client ? spoken(row) : text(row, index.column());
    case SortRole:
        return sortValue(row, index.column());
    case ActivityRole:
        return activityOf(row);
    case HistoryRole:
        return QVariant::fromValue(row.history);
    case IsActiveRole:
        return row.active > 0;
    case IsBlockedRole:
        return row.isBlocked;
    case AddressRole:
        return row.address;
    default:
        return KeyedRows::data(index, role);
    }
}

QString ClientTableModel::text(const ClientRow &row, int column) const
{
    switch (Column(column)) {
    case Client:
        return row.name.isEmpty() ? row.address : row.name;
    case Now:
        return row.active > 0 || row.now > 0 ? Format::rate(row.now) : Format::none();
    case Today:
        return Format::bytes(double(row.today));
    case Total:
        return Format::bytes(double(row.total));
    case FromCache:
        return Format::percent(row.todayHits, row.todayFiles);
    case Files:
        return row.active > 0 ? Format::count(row.active) : Format::none();
    case Limit:
        return row.isBlocked ? tr("blocked") : row.limit > 0 ? Format::rate(double(row.limit)) : Format::none();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ClientTableModel::sortValue(const ClientRow &row, int column) const
{
    switch (Column(column)) {
    case Client:
        return text(row, Client);
    case Now:
        return row.now;
    case Today:
        return row.today;
    case Total:
        return row.total;
    case FromCache:
        return row.todayFiles > 0 ? double(row.todayHits) / double(row.todayFiles) : -1.0;
    case Files:
        return row.active;
    case Limit:
        return row.isBlocked ? -1 : row.limit;
    case ColumnCount:
        break;
    }
    return {};
}

QString ClientTableModel::spoken(const ClientRow &row) const
{
    return tr("%1: now %2, today %3, in all %4, %5 from the cache, active files: %6.")
        .arg(row.name.isEmpty() ? row.address : QString(row.name + u' ' + row.address), text(row, Now),
             text(row, Today), text(row, Total), text(row, FromCache), text(row, Files));
}

QString ClientTableModel::activityOf(const ClientRow &row) const
{
    if (!row.activity.isEmpty())
        return row.activity;
    return row.lastSeen > 0 ? tr("last seen %1").arg(Format::ago(row.lastSeen, m_updatedAt / 1000)) : QString();
}

QString ClientTableModel::tipOf(const ClientRow &row) const
{
    QStringList lines;
    if (!row.name.isEmpty())
        lines += row.address;
    if (row.lastSeen > 0)
        lines += tr("Last seen %1").arg(Format::dateTime(row.lastSeen));
    return lines.join(u'\n');
}

QString ClientTableModel::tip(const ClientRow &row, int column) const
{
    switch (Column(column)) {
    case Client:
        return tipOf(row);
    case Today:
        return Format::exactBytes(row.today);
    case Total:
        return Format::exactBytes(row.total);
    case FromCache:
        return tr("%1 of %2 files of today came from the cache.")
            .arg(Format::count(row.todayHits), Format::count(row.todayFiles));
    default:
        return {};
    }
}

} // namespace mirrorlake::ui
