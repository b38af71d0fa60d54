#include "catalog/dayrows.h"

#include "catalog/allrows.h"

#include <fmt/format.h>

#include <array>

namespace mirrorlake::catalog::rows {

namespace {

constexpr std::int64_t maxTotals = 10'000;
constexpr std::size_t monthLength = 7; ///< of "2026-11"

/// For each kind; a connection knows statements by their address, so these stay.
using Texts = std::array<std::string, 3>;

Texts textsOf(const char *form)
{
    Texts texts;
    const std::array names{"client", "repo", "route"};
    for (std::size_t i = 0; i < texts.size(); ++i)
        texts[i] = fmt::format(fmt::runtime(form), names[i]);
    return texts;
}

void addRow(std::vector<DayRow> &rows, const Statement &row)
{
    rows.push_back(
        {row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5), row.integer(6)});
}

} // namespace

Result<void> addDay(Connection &connection, DayOf kind, const DayRow &increment)
{
    static const Texts texts = textsOf(
        "INSERT INTO {0}Day(day, {0}, served, fetched, files, hits, joined) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) "
        "ON CONFLICT(day, {0}) DO UPDATE SET served=served+?3, fetched=fetched+?4, files=files+?5, hits=hits+?6, "
        "joined=joined+?7");
    auto row = connection.statement(texts[static_cast<std::size_t>(kind)].c_str());
    auto done = row.bind(increment.day, increment.name, increment.servedBytes, increment.fetchedBytes, increment.files,
                         increment.hits, increment.joined)
                    .run();
    if (!done || kind != DayOf::Client)
        return done;
    auto total = connection.statement("INSERT INTO clientTotal(client, served, lastDay) VALUES(?1, ?2, ?3) "
                                      "ON CONFLICT(client) DO UPDATE SET served=served+?2, lastDay=max(lastDay, ?3)");
    return total.bind(increment.name, increment.servedBytes, increment.day).run();
}

Result<std::vector<DayRow>> days(Connection &connection, DayOf kind, std::string_view period)
{
    static const Texts texts =
        textsOf("SELECT ?3, {0}, SUM(served), SUM(fetched), SUM(files), SUM(hits), SUM(joined) FROM {0}Day "
                "WHERE day>=?1 AND day<?2 GROUP BY {0} ORDER BY SUM(served) DESC, SUM(fetched) DESC, {0}");
    // Of a month all days lie between "2026-11-" and "2026-11." in the order of the index.
    const bool isMonth = period.size() == monthLength;
    const std::string first = isMonth ? std::string(period) + '-' : std::string(period);
    const std::string end = isMonth ? std::string(period) + '.' : first + ' ';
    auto query = connection.statement(texts[static_cast<std::size_t>(kind)].c_str());
    query.bind(first, end, period);
    return allRows<DayRow>(query, addRow);
}

Result<std::vector<DayRow>> dayTotals(Connection &connection, std::string_view since)
{
    auto query = connection.statement("SELECT day, '', SUM(served), SUM(fetched), SUM(files), SUM(hits), SUM(joined) "
                                      "FROM clientDay WHERE day>=?1 GROUP BY day ORDER BY day");
    query.bind(since);
    return allRows<DayRow>(query, addRow);
}

Result<std::vector<DayRow>> clientDays(Connection &connection, std::string_view client, std::string_view since)
{
    auto query = connection.statement("SELECT day, client, served, fetched, files, hits, joined FROM clientDay "
                                      "WHERE day>=?1 AND client=?2 ORDER BY day");
    query.bind(since, client);
    return allRows<DayRow>(query, addRow);
}

Result<std::vector<DayRow>> monthTotals(Connection &connection)
{
    auto query = connection.statement("SELECT substr(day, 1, 7) AS month, '', SUM(served), SUM(fetched), SUM(files), "
                                      "SUM(hits), SUM(joined) FROM clientDay GROUP BY month ORDER BY month");
    return allRows<DayRow>(query, addRow);
}

Result<std::vector<std::pair<std::string, std::int64_t>>> clientTotals(Connection &connection)
{
    using Total = std::pair<std::string, std::int64_t>;
    auto query =
        connection.statement("SELECT client, served FROM clientTotal WHERE client<>'' ORDER BY lastDay DESC LIMIT ?1");
    query.bind(maxTotals);
    return allRows<Total>(
        query, [](std::vector<Total> &rows, const Statement &row) { rows.emplace_back(row.text(0), row.integer(1)); });
}

} // namespace mirrorlake::catalog::rows
