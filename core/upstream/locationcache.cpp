#include "upstream/locationcache.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace mirrorlake::upstream {

namespace {

constexpr std::chrono::seconds longestLife{600};
constexpr std::chrono::seconds longestMargin{30};

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Seconds left by one field of the query: CloudFront's Expires is a time, S3's X-Amz-Expires counts from the signing.
std::optional<std::int64_t> secondsLeft(std::string_view field, Clock::Wall now)
{
    const std::size_t equals = field.find('=');
    if (equals == std::string_view::npos)
        return std::nullopt;
    const std::string_view name = field.substr(0, equals);
    const std::optional<std::int64_t> value = numberOf(field.substr(equals + 1));
    if (value && equalsIgnoringCase(name, "expires"))
        return *value - unixSeconds(now);
    if (value && equalsIgnoringCase(name, "x-amz-expires"))
        return *value;
    return std::nullopt;
}

} // namespace

std::chrono::seconds lifeOfLocation(std::string_view url, Clock::Wall now)
{
    const std::size_t question = url.find('?');
    std::chrono::seconds life = longestLife;
    if (question == std::string_view::npos)
        return life;
    for (const std::string_view field : split(url.substr(question + 1), '&')) {
        if (const auto seconds = secondsLeft(field, now)) {
            const std::chrono::seconds left(std::clamp<std::int64_t>(*seconds, 0, longestLife.count() * 2));
            life = std::min(life, left - std::min(longestMargin, left / 4));
        }
    }
    return std::max(life, std::chrono::seconds(0));
}

void LocationCache::put(const std::string &key, std::string location)
{
    const std::scoped_lock guard(m_mutex);
    putLocked(key, std::move(location));
}

void LocationCache::putLocked(const std::string &key, std::string location)
{
    const std::chrono::seconds life = lifeOfLocation(location, m_clock.wall());
    if (const auto old = m_byKey.find(key); old != m_byKey.end()) {
        m_entries.erase(old->second);
        m_byKey.erase(old);
    }
    if (life.count() == 0)
        return;
    m_entries.push_front({key, std::move(location), m_clock.steady() + life});
    m_byKey[key] = m_entries.begin();
    if (m_entries.size() > m_limit) {
        m_byKey.erase(m_entries.back().key);
        m_entries.pop_back();
    }
}

void LocationCache::forget(const std::string &key, std::string_view location)
{
    const std::scoped_lock guard(m_mutex);
    if (const auto found = m_byKey.find(key); found != m_byKey.end() && found->second->location == location) {
        m_entries.erase(found->second);
        m_byKey.erase(found);
    }
}

std::optional<std::string> LocationCache::find(const std::string &key)
{
    const std::scoped_lock guard(m_mutex);
    return findLocked(key);
}

std::optional<std::string> LocationCache::findLocked(const std::string &key)
{
    const auto found = m_byKey.find(key);
    if (found == m_byKey.end())
        return std::nullopt;
    if (m_clock.steady() < found->second->until)
        return found->second->location;
    m_entries.erase(found->second);
    m_byKey.erase(found);
    return std::nullopt;
}

Result<std::string> LocationCache::findOnce(const std::string &key, const std::function<bool()> &isCancelled,
                                            const std::function<Result<std::string>()> &find)
{
    std::unique_lock lock(m_mutex);
    if (auto kept = findLocked(key))
        return *std::move(kept);
    if (const auto running = m_flights.find(key); running != m_flights.end()) {
        const std::shared_ptr<Flight> flight = running->second;
        while (!flight->isDone) {
            m_landed.wait_for(lock, std::chrono::milliseconds(100));
            if (!flight->isDone && isCancelled())
                return fail(ErrorCode::Cancelled, "no longer wanted");
        }
        return flight->answer;
    }
    const auto flight = std::make_shared<Flight>();
    m_flights[key] = flight;
    lock.unlock();
    Result<std::string> answer = find();
    lock.lock();
    flight->answer = answer;
    flight->isDone = true;
    m_flights.erase(key);
    if (answer)
        putLocked(key, *answer);
    m_landed.notify_all();
    return answer;
}

} // namespace mirrorlake::upstream
