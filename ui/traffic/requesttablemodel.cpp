#include "ui/traffic/requesttablemodel.h"

#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/theme/fonts.h"
#include "ui/traffic/requesttext.h"

#include <QFontMetrics>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Time"), .widest = u"00:00:00.000", .room = 20},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Client"), .widest = u"192.168.100.100"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Repo and file")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Result"), .widest = u"", .room = 20},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Status"), .widest = u"206"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Bytes sent"),
     .side = Qt::AlignRight,
     .widest = u""},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Took"),
     .side = Qt::AlignRight,
     .widest = u"99.9 min"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Method")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::RequestTableModel", "Range")},
};
static_assert(std::size(tableColumns) == RequestTableModel::ColumnCount);

} // namespace

void RequestTableModel::update(const std::vector<meter::RequestRecord> &ended,
                               const std::vector<meter::ClientFigures> &open, qint64 nowMilliseconds)
{
    const bool isAnother = !ended.empty() && ended.back().number < m_lastNumber;
    std::vector<RequestRow> next;
    if (!isAnother)
        next.assign(rows().begin(), rows().end() - m_openCount);
    for (const meter::RequestRecord &record : ended) {
        if (next.empty() || record.number > next.back().number) {
            RequestRow row = requestRow(record);
            row.clientName = nameOf(row.client);
            next.push_back(std::move(row));
        }
    }
    if (!ended.empty())
        m_lastNumber = ended.back().number;
    if (next.size() > kept)
        next.erase(next.begin(), next.end() - std::ptrdiff_t(kept));
    std::vector<RequestRow> openNow = openRows(open, nowMilliseconds);
    m_openCount = int(openNow.size());
    next.insert(next.end(), std::make_move_iterator(openNow.begin()), std::make_move_iterator(openNow.end()));
    bringTo(std::move(next));
}

bool RequestTableModel::setNames(const ClientNames &names)
{
    if (names == m_names)
        return false;
    m_names = names;
    std::vector<RequestRow> next = rows();
    for (RequestRow &row : next)
        row.clientName = nameOf(row.client);
    bringTo(std::move(next));
    return true;
}

QString RequestTableModel::nameOf(const QString &client) const
{
    const auto name = m_names.find(client);
    return name == m_names.end() ? QString() : name->second;
}

std::vector<RequestRow> RequestTableModel::openRows(const std::vector<meter::ClientFigures> &clients, qint64 now)
{
    std::vector<RequestRow> open;
    QHash<QString, qint64> opened;
    for (const meter::ClientFigures &client : clients) {
        const QString address = QString::fromStdString(client.address);
        const QString name = nameOf(address);
        for (const meter::ActiveTransfer &transfer : client.active) {
            RequestRow row{.client = address,
                           .clientName = name,
                           .method = u"GET"_s,
                           .repo = repoTitle(transfer.repo),
                           .path = QString::fromStdString(transfer.path),
                           .commit = {},
                           .id = {},
                           .outcome = transfer.outcome,
                           .begin = transfer.range.begin,
                           .end = transfer.range.end,
                           .bytes = transfer.sent,
                           .isOpen = true};
            QString key = row.client + u'\n' + row.repo + u'\n' + row.path + u'\n' + QString::number(row.begin);
            while (opened.contains(key))
                key += u'+';
            const auto known = m_opened.constFind(key);
            row.number = known == m_opened.constEnd() ? m_nextOpen++ : *known;
            row.at = transfer.unixMilliseconds;
            row.took = std::max(qint64(0), now - row.at); // the clock may have been set
            opened.insert(key, row.number);
            open.push_back(std::move(row));
        }
    }
    m_opened = std::move(opened);
    std::ranges::sort(open, RequestBefore());
    return open;
}

std::span<const TableColumn> RequestTableModel::columns() const
{
    return tableColumns;
}

QString RequestTableModel::widestText(int column) const
{
    if (column == Sent)
        return Format::bytesOf(3.62e9, 8.71e9);
    if (column != Result)
        return KeyedRows::widestText(column);
    const QFontMetrics cell(textFont(10));
    QString widest;
    for (int result = 0; result <= int(RequestResult::Other); ++result) {
        const QString word = resultWord(RequestResult(result));
        widest = cell.horizontalAdvance(word) > cell.horizontalAdvance(widest) ? word : widest;
    }
    return widest;
}

QVariant RequestTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RequestRow &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return tip(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Time ? spoken(row) : text(row, index.column());
    case SortRole:
        return sortValue(row, index.column());
    case SecondLineRole:
        return row.repo.isEmpty() ? QString() : row.path;
    case ResultRole:
        return int(resultOf(row));
    case IsOpenRole:
        return row.isOpen;
    default:
        return KeyedRows::data(index, role);
    }
}

QString RequestTableModel::text(const RequestRow &row, int column) const
{
    switch (Column(column)) {
    case Time:
        return timeWithMilliseconds(row.at);
    case Client:
        return shownClient(row);
    case File:
        return row.repo.isEmpty() ? row.path : row.repo;
    case Result:
        return resultWord(resultOf(row));
    case Status:
        return row.status > 0 ? QString::number(row.status) : Format::none();
    case Sent:
        return sentText(row);
    case Took:
        return tookText(row.took);
    case Method:
        return row.method;
    case Range:
        return row.end > row.begin ? u"%1–%2"_s.arg(Format::count(row.begin), Format::count(row.end - 1))
                                   : Format::none();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RequestTableModel::sortValue(const RequestRow &row, int column) const
{
    switch (Column(column)) {
    case Time:
        return row.at;
    case Result:
        return int(resultOf(row));
    case Status:
        return row.status;
    case Sent:
        return row.bytes;
    case Took:
        return row.took;
    case Range:
        return row.begin;
    case File:
        return QString(row.repo + u'/' + row.path);
    default:
        return text(row, column);
    }
}

QString RequestTableModel::spoken(const RequestRow &row) const
{
    return tr("%1: %2 asked for %3, %4, status %5, %6 in %7.")
        .arg(text(row, Time), row.clientName.isEmpty() ? row.client : QString(row.clientName + u' ' + row.client),
             row.repo.isEmpty() ? row.path : QString(row.repo + u' ' + row.path), text(row, Result), text(row, Status),
             text(row, Sent), text(row, Took));
}

QString RequestTableModel::tip(const RequestRow &row, int column) const
{
    switch (Column(column)) {
    case Time:
        return Format::dateTime(row.at / 1000);
    case Client:
        return row.clientName.isEmpty() ? QString() : row.client;
    case File:
        return row.repo.isEmpty() ? row.path : QString(row.repo + u'\n' + row.path);
    case Sent:
        return Format::exactBytes(row.bytes);
    case Result:
        return resultOf(row) == RequestResult::LeftEarly ? tr("The client closed the connection before the end.")
                                                         : QString();
    default:
        return {};
    }
}

} // namespace mirrorlake::ui
