#include "ui/traffic/breakdown.h"

#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/traffic/requesttext.h"

#include <algorithm>
#include <map>

namespace mirrorlake::ui {

namespace {

std::vector<BreakdownRow> valuesOf(std::map<QString, BreakdownRow> &byKey)
{
    std::vector<BreakdownRow> rows;
    rows.reserve(byKey.size());
    for (auto &[key, row] : byKey) {
        row.key = key;
        if (row.name.isEmpty())
            row.name = key;
        rows.push_back(std::move(row));
    }
    return rows;
}

QString keyOf(const RequestRow &row, BreakdownBy by)
{
    if (by == BreakdownBy::Result)
        return resultWord(resultOf(row));
    const QString &key = by == BreakdownBy::Client ? row.client : row.repo;
    return key.isEmpty() ? Format::none() : key;
}

} // namespace

std::vector<BreakdownRow> breakdown(const std::vector<RequestRow> &requests, BreakdownBy by, qint64 since)
{
    std::map<QString, BreakdownRow> byKey;
    for (const RequestRow &request : requests) {
        if (request.at + request.took < since)
            continue;
        BreakdownRow &row = byKey[keyOf(request, by)];
        if (by == BreakdownBy::Client)
            row.name = request.clientName;
        ++row.requests;
        row.bytes += request.bytes;
        row.hits += request.outcome == Outcome::Hit || request.outcome == Outcome::Stale ? 1 : 0;
        row.joined += request.outcome == Outcome::Joined ? 1 : 0;
        row.misses += request.outcome == Outcome::Miss ? 1 : 0;
    }
    return valuesOf(byKey);
}

std::vector<BreakdownRow> breakdown(const std::vector<catalog::DayRow> &rows, BreakdownBy by, const ClientNames &names)
{
    std::map<QString, BreakdownRow> byKey;
    for (const catalog::DayRow &day : rows) {
        BreakdownRow one{.key = {},
                         .name = {},
                         .requests = day.files,
                         .bytes = day.servedBytes,
                         .hits = day.hits - day.joined,
                         .joined = day.joined,
                         .misses = day.files - day.hits};
        if (by == BreakdownBy::Result) {
            byKey[resultWord(RequestResult::Hit)].requests += one.hits;
            byKey[resultWord(RequestResult::Hit)].hits += one.hits;
            byKey[resultWord(RequestResult::Joined)].requests += one.joined;
            byKey[resultWord(RequestResult::Joined)].joined += one.joined;
            byKey[resultWord(RequestResult::Miss)].requests += one.misses;
            byKey[resultWord(RequestResult::Miss)].misses += one.misses;
            byKey[resultWord(RequestResult::Hit)].bytes += day.saved();
            byKey[resultWord(RequestResult::Miss)].bytes += day.servedBytes - day.saved();
        } else if (!day.name.empty()) {
            const QString key = by == BreakdownBy::Repo ? repoTitle(day.name) : QString::fromStdString(day.name);
            if (by == BreakdownBy::Client)
                one.name = shownClient(names, key);
            byKey[key] = std::move(one);
        }
    }
    return valuesOf(byKey);
}

} // namespace mirrorlake::ui
