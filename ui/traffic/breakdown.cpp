#include "ui/traffic/breakdown.h"

#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/traffic/requesttext.h"

#include <algorithm>
#include <map>

namespace mirrorlake::ui {

namespace {

std::vector<BreakdownRow> valuesOf(std::map<QString, BreakdownRow> &byName)
{
    std::vector<BreakdownRow> rows;
    rows.reserve(byName.size());
    for (auto &[name, row] : byName) {
        row.name = name;
        rows.push_back(std::move(row));
    }
    return rows;
}

QString nameOf(const RequestRow &row, BreakdownBy by)
{
    if (by == BreakdownBy::Result)
        return resultWord(resultOf(row));
    const QString &name = by == BreakdownBy::Client ? row.client : row.repo;
    return name.isEmpty() ? Format::none() : name;
}

} // namespace

std::vector<BreakdownRow> breakdown(const std::vector<RequestRow> &requests, BreakdownBy by, qint64 since)
{
    std::map<QString, BreakdownRow> byName;
    for (const RequestRow &request : requests) {
        if (request.at + request.took < since)
            continue;
        BreakdownRow &row = byName[nameOf(request, by)];
        ++row.requests;
        row.bytes += request.bytes;
        row.hits += request.outcome == Outcome::Hit || request.outcome == Outcome::Stale ? 1 : 0;
        row.joined += request.outcome == Outcome::Joined ? 1 : 0;
        row.misses += request.outcome == Outcome::Miss ? 1 : 0;
    }
    return valuesOf(byName);
}

std::vector<BreakdownRow> breakdown(const std::vector<catalog::DayRow> &rows, BreakdownBy by)
{
    std::map<QString, BreakdownRow> byName;
    for (const catalog::DayRow &day : rows) {
        const BreakdownRow one{.name = {},
                               .requests = day.files,
                               .bytes = day.servedBytes,
                               .hits = day.hits - day.joined,
                               .joined = day.joined,
                               .misses = day.files - day.hits};
        if (by == BreakdownBy::Result) {
            byName[resultWord(RequestResult::Hit)].requests += one.hits;
            byName[resultWord(RequestResult::Hit)].hits += one.hits;
            byName[resultWord(RequestResult::Joined)].requests += one.joined;
            byName[resultWord(RequestResult::Joined)].joined += one.joined;
            byName[resultWord(RequestResult::Miss)].requests += one.misses;
            byName[resultWord(RequestResult::Miss)].misses += one.misses;
            byName[resultWord(RequestResult::Hit)].bytes += day.saved();
            byName[resultWord(RequestResult::Miss)].bytes += day.servedBytes - day.saved();
        } else if (!day.name.empty()) {
            byName[by == BreakdownBy::Repo ? repoTitle(day.name) : QString::fromStdString(day.name)] = one;
        }
    }
    return valuesOf(byName);
}

} // namespace mirrorlake::ui
