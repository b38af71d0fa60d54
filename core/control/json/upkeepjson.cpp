#include "control/json/upkeepjson.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array<std::string_view, 19> verbs{
    "preview",  "evict", "remove", "pins",    "pin",   "unpin",  "trash", "restore", "empty-trash",  "history",
    "requests", "days",  "months", "clients", "repos", "routes", "rates", "wanted",  "forget-wanted"};
constexpr std::size_t mostRows = 100'000;
constexpr std::array reasons{sweep::Reason::SizeCap,   sweep::Reason::FreeSpace, sweep::Reason::ByHand,
                             sweep::Reason::Age,       sweep::Reason::HardAge,   sweep::Reason::Unreferenced,
                             sweep::Reason::OldCommit, sweep::Reason::Partial};
constexpr std::array outcomes{Outcome::None, Outcome::Hit,   Outcome::Joined,
                              Outcome::Miss, Outcome::Stale, Outcome::Rejected};

template<typename Rows, typename Function>
ordered_json listOf(const Rows &rows, Function asOne)
{
    ordered_json list = ordered_json::array();
    for (const auto &row : rows)
        list.push_back(asOne(row));
    return list;
}

template<typename Function>
void eachOf(const json &object, const char *key, Function function)
{
    const auto found = object.find(key);
    if (found == object.end())
        return;
    for (const json &item : found->get_ref<const json::array_t &>())
        function(item);
}

ordered_json asJson(const sweep::SweptItem &item)
{
    return {{"hash", item.hash.text()},        {"size", item.size},
            {"last_used_at", item.lastUsedAt}, {"reason", sweep::nameOf(item.reason)},
            {"repo", item.place.repo},         {"commit", item.place.commit},
            {"path", item.place.path}};
}

ordered_json asJson(const meter::RequestRecord &record)
{
    return {{"number", record.number},
            {"at", record.unixMilliseconds},
            {"ms", record.milliseconds},
            {"id", record.id},
            {"client", record.client},
            {"method", record.method},
            {"target", record.target},
            {"status", record.status},
            {"result", meter::nameOf(record.outcome)},
            {"repo", record.repo},
            {"commit", record.commit},
            {"path", record.path},
            {"begin", record.range.begin},
            {"end", record.range.end},
            {"bytes", record.bytes},
            {"whole", record.isWhole}};
}

sweep::Reason reasonNamed(const std::string &name)
{
    const auto found = std::ranges::find_if(reasons, [&](sweep::Reason one) { return sweep::nameOf(one) == name; });
    return found == reasons.end() ? sweep::Reason::ByHand : *found;
}

Outcome outcomeNamed(const std::string &name)
{
    const auto found = std::ranges::find_if(outcomes, [&](Outcome one) { return meter::nameOf(one) == name; });
    return found == outcomes.end() ? Outcome::None : *found;
}

void readSwept(const json &object, sweep::SweepResult &swept)
{
    swept.freed = object.value("freed", std::int64_t{0});
    swept.missing = object.value("missing", std::int64_t{0});
    swept.keptPinned = object.value("kept_pinned", std::int64_t{0});
    swept.keptInUse = object.value("kept_in_use", std::int64_t{0});
    swept.keptYoung = object.value("kept_young", std::int64_t{0});
    swept.policy = object.value("policy", "");
    eachOf(object, "items", [&](const json &item) {
        const auto hash = BlobHash::parse(item.value("hash", ""));
        if (hash)
            swept.items.push_back({*hash,
                                   item.value("size", std::int64_t{0}),
                                   item.value("last_used_at", std::int64_t{0}),
                                   reasonNamed(item.value("reason", "")),
                                   {item.value("repo", ""), item.value("commit", ""), item.value("path", "")}});
    });
}

void readRows(const json &object, UpkeepAnswer &answer)
{
    eachOf(object, "pins", [&](const json &item) {
        answer.pins.push_back({item.value("repo", ""), item.value("revision", ""), item.value("path", ""),
                               item.value("added_at", std::int64_t{0})});
    });
    eachOf(object, "trash", [&](const json &item) {
        if (const auto hash = BlobHash::parse(item.value("hash", "")))
            answer.trash.push_back(
                {*hash, item.value("size", std::int64_t{0}), item.value("trashed_at", std::int64_t{0})});
    });
    eachOf(object, "history", [&](const json &item) {
        if (const auto hash = BlobHash::parse(item.value("hash", "")))
            answer.history.push_back({item.value("at", std::int64_t{0}), *hash, item.value("size", std::int64_t{0}),
                                      item.value("reason", ""), item.value("policy", ""), item.value("repo", ""),
                                      item.value("path", "")});
    });
    eachOf(object, "rows", [&](const json &item) {
        answer.rows.push_back({item.value("day", ""), item.value("name", ""), item.value("served", std::int64_t{0}),
                               item.value("fetched", std::int64_t{0}), item.value("files", std::int64_t{0}),
                               item.value("hits", std::int64_t{0}), item.value("joined", std::int64_t{0})});
    });
    eachOf(object, "wanted", [&](const json &item) {
        auto repo = RepoKey::parse(item.value("repo", ""));
        auto revision = Revision::parse(item.value("revision", ""));
        if (repo && revision)
            answer.wanted.push_back({std::move(*repo), std::move(*revision), item.value("path", ""),
                                     item.value("asked_at", std::int64_t{0}), item.value("times", std::int64_t{0})});
    });
    eachOf(object, "rates", [&](const json &item) {
        answer.rates.push_back({item.at(0).get<std::int64_t>(), item.at(1).get<double>(), item.at(2).get<double>()});
    });
}

void readRequests(const json &object, UpkeepAnswer &answer)
{
    eachOf(object, "requests", [&](const json &item) {
        meter::RequestRecord record;
        record.number = item.value("number", std::int64_t{0});
        record.unixMilliseconds = item.value("at", std::int64_t{0});
        record.milliseconds = item.value("ms", std::int64_t{0});
        record.id = item.value("id", "");
        record.client = item.value("client", "");
        record.method = item.value("method", "");
        record.target = item.value("target", "");
        record.status = item.value("status", 0);
        record.outcome = outcomeNamed(item.value("result", ""));
        record.repo = item.value("repo", "");
        record.commit = item.value("commit", "");
        record.path = item.value("path", "");
        record.range = {item.value("begin", std::int64_t{0}), item.value("end", std::int64_t{0})};
        record.bytes = item.value("bytes", std::int64_t{0});
        record.isWhole = item.value("whole", true);
        answer.requests.push_back(std::move(record));
    });
}

} // namespace

std::string_view nameOf(UpkeepVerb verb)
{
    return verbs[static_cast<std::size_t>(verb)];
}

std::optional<UpkeepVerb> upkeepVerb(std::string_view name)
{
    const auto found = std::ranges::find(verbs, name);
    return found == verbs.end() ? std::nullopt : std::optional(static_cast<UpkeepVerb>(found - verbs.begin()));
}

ordered_json asJson(const UpkeepOrder &order)
{
    return {{"bytes", order.bytes},        {"policy", order.policy}, {"text", order.text},
            {"for_good", order.isForGood}, {"limit", order.limit},   {"since", order.since}};
}

Result<UpkeepOrder> upkeepOrderFromJson(UpkeepVerb verb, const std::string &text)
{
    UpkeepOrder order;
    order.verb = verb;
    const json object = text.empty() ? json::object() : json::parse(text, nullptr, false);
    try {
        for (const auto &[key, value] : object.get_ref<const json::object_t &>()) {
            if (key == "bytes")
                order.bytes = value.get<std::int64_t>();
            else if (key == "policy")
                order.policy = value.get<std::string>();
            else if (key == "text")
                order.text = value.get<std::string>();
            else if (key == "for_good")
                order.isForGood = value.get<bool>();
            else if (key == "limit")
                order.limit = std::min(value.get<std::size_t>(), mostRows);
            else if (key == "since")
                order.since = value.get<std::int64_t>();
            else
                return fail(ErrorCode::BadRequest, "there is no field " + key);
        }
    } catch (const json::exception &) {
        return fail(ErrorCode::BadRequest, "send an object with bytes, policy, text, for_good, limit or since");
    }
    if (order.bytes < 0 || hasControlCharacter(order.text))
        return fail(ErrorCode::BadRequest, "bytes are never below 0, and text has no control characters");
    return order;
}

ordered_json asJson(const UpkeepAnswer &answer)
{
    const auto item = [](const sweep::SweptItem &one) { return asJson(one); };
    const auto request = [](const meter::RequestRecord &one) { return asJson(one); };
    return {
        {"count", answer.count},
        {"freed", answer.swept.freed},
        {"missing", answer.swept.missing},
        {"kept_pinned", answer.swept.keptPinned},
        {"kept_in_use", answer.swept.keptInUse},
        {"kept_young", answer.swept.keptYoung},
        {"policy", answer.swept.policy},
        {"items", listOf(answer.swept.items, item)},
        {"pins",
         listOf(
             answer.pins,
             [](const catalog::PinRecord &pin) -> ordered_json {
                 return {{"repo", pin.repo}, {"revision", pin.revision}, {"path", pin.path}, {"added_at", pin.addedAt}};
             })},
        {"trash", listOf(answer.trash,
                         [](const store::TrashedBlob &blob) -> ordered_json {
                             return {{"hash", blob.hash.text()}, {"size", blob.size}, {"trashed_at", blob.trashedAt}};
                         })},
        {"history", listOf(answer.history,
                           [](const catalog::SweptRecord &one) -> ordered_json {
                               return {{"at", one.at},         {"hash", one.hash.text()}, {"size", one.size},
                                       {"reason", one.reason}, {"policy", one.policy},    {"repo", one.repo},
                                       {"path", one.path}};
                           })},
        {"wanted", listOf(answer.wanted,
                          [](const catalog::Wanted &one) -> ordered_json {
                              return {{"repo", one.repo.text()},
                                      {"revision", one.revision.text()},
                                      {"path", one.path},
                                      {"asked_at", one.askedAt},
                                      {"times", one.times}};
                          })},
        {"requests", listOf(answer.requests, request)},
        {"rows", listOf(answer.rows,
                        [](const catalog::DayRow &row) -> ordered_json {
                            return {{"day", row.day},
                                    {"name", row.name},
                                    {"served", row.servedBytes},
                                    {"fetched", row.fetchedBytes},
                                    {"saved", row.saved()},
                                    {"files", row.files},
                                    {"hits", row.hits},
                                    {"joined", row.joined}};
                        })},
        {"rates", listOf(answer.rates,
                         [](const meter::RatePoint &point) -> ordered_json {
                             return {point.unixMilliseconds, point.toClients, point.fromUpstream};
                         })},
    };
}

Result<UpkeepAnswer> upkeepAnswerFromJson(const std::string &text)
{
    const json object = json::parse(text, nullptr, false);
    try {
        UpkeepAnswer answer;
        answer.count = object.at("count").get<std::int64_t>();
        readSwept(object, answer.swept);
        readRows(object, answer);
        readRequests(object, answer);
        return answer;
    } catch (const json::exception &) {
        return fail(ErrorCode::UpstreamBroken, "what answers there is not a Mirrorlake");
    }
}

} // namespace mirrorlake::control
