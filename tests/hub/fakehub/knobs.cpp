#include "fakehub/knobs.h"

#include <algorithm>

namespace mirrorlake::fakehub {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Rule, listener, method, match, skip, times, delayMs, hold, status,
                                                retryAfter, close, html, redirectLoop, location, cookie, moreHeaders,
                                                metadata, bytesPerSecond, cutAfter, reset, stallAfter, stallMs,
                                                corruptAt, wrongLength, contentRangeShift, ignoreRange, gzip, etag)

bool Rule::touchesBody() const
{
    return bytesPerSecond > 0 || cutAfter >= 0 || stallAfter >= 0 || corruptAt >= 0 || wrongLength != 0 ||
           contentRangeShift != 0 || ignoreRange || gzip || !etag.empty();
}

Result<Rule> ruleFromJson(const nlohmann::json &json)
{
    if (!json.is_object())
        return fail(ErrorCode::BadRequest, "a knob is a JSON object");
    const nlohmann::json known = Rule{};
    for (const auto &[key, value] : json.items()) {
        if (!known.contains(key))
            return fail(ErrorCode::BadRequest, "no such knob: " + key);
    }
    try {
        return json.get<Rule>();
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::BadRequest, error.what());
    }
}

int Knobs::add(Rule rule)
{
    const std::lock_guard lock(m_mutex);
    auto barrier = rule.hold >= 0 ? std::make_shared<Barrier>(rule.hold) : nullptr;
    m_entries.push_back({m_next, std::move(rule), std::move(barrier), 0});
    return m_next++;
}

void Knobs::remove(int id)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_entries, [id](const Entry &entry) {
        if (entry.id == id && entry.barrier)
            entry.barrier->release();
        return entry.id == id;
    });
}

void Knobs::clear()
{
    const std::lock_guard lock(m_mutex);
    for (const Entry &entry : m_entries) {
        if (entry.barrier)
            entry.barrier->release();
    }
    m_entries.clear();
}

std::shared_ptr<Barrier> Knobs::hold(std::string match, int count, std::string listener)
{
    Rule rule;
    rule.match = std::move(match);
    rule.listener = std::move(listener);
    rule.hold = count;
    return barrier(add(std::move(rule)));
}

std::shared_ptr<Barrier> Knobs::barrier(int id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? nullptr : found->barrier;
}

bool Knobs::fits(const Rule &rule, std::string_view listener, const HttpRequest &request)
{
    return (rule.listener.empty() || rule.listener == listener) &&
           (rule.method.empty() || rule.method == request.methodName) &&
           request.target.find(rule.match) != std::string::npos;
}

bool Knobs::use(Entry &entry)
{
    const int number = entry.seen++;
    return number >= entry.rule.skip && (entry.rule.times < 0 || number < entry.rule.skip + entry.rule.times);
}

std::vector<Knobs::Active> Knobs::take(std::string_view listener, const HttpRequest &request)
{
    const std::lock_guard lock(m_mutex);
    std::vector<Active> active;
    for (Entry &entry : m_entries) {
        if (!entry.rule.touchesBody() && fits(entry.rule, listener, request) && use(entry))
            active.push_back({entry.rule, entry.barrier});
    }
    return active;
}

std::vector<Knobs::Active> Knobs::takeForBody(std::string_view listener, const HttpRequest &request,
                                              const BodyFacts &body)
{
    const auto canTouch = [&body](const Rule &rule) {
        if (!body.isFile && !rule.metadata)
            return false;
        if (rule.corruptAt >= 0 && (rule.corruptAt < body.range.begin || rule.corruptAt >= body.range.end))
            return false;
        return rule.cutAfter < body.range.length() && rule.stallAfter < body.range.length();
    };
    const std::lock_guard lock(m_mutex);
    std::vector<Active> active;
    for (Entry &entry : m_entries) {
        if (entry.rule.touchesBody() && fits(entry.rule, listener, request) && canTouch(entry.rule) && use(entry))
            active.push_back({entry.rule, entry.barrier});
    }
    return active;
}

nlohmann::json Knobs::describe() const
{
    const std::lock_guard lock(m_mutex);
    nlohmann::json list = nlohmann::json::array();
    for (const Entry &entry : m_entries) {
        nlohmann::json item = entry.rule;
        item["id"] = entry.id;
        item["seen"] = entry.seen;
        item["waiting"] = entry.barrier ? entry.barrier->waiting() : 0;
        list.push_back(std::move(item));
    }
    return list;
}

} // namespace mirrorlake::fakehub
