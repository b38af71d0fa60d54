// Where the bytes of a file were found, for minutes: locations are signed and short-lived, and never leave memory. One
// caller finds a location, others who need the same wait for it. Thread: any.
#pragma once

#include "base/clock.h"
#include "upstream/hub.h"

#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace mirrorlake::upstream {

/// How long a location may be used: 10 minutes, or until shortly before the end of its signature, as its query tells.
std::chrono::seconds lifeOfLocation(std::string_view url, Clock::Wall now);

class LocationCache
{
public:
    explicit LocationCache(const Clock &clock, std::size_t limit = 4096) : m_clock(clock), m_limit(limit) {}

    void put(const std::string &key, std::string location);
    /// Only if it is still this one: another caller may have found a better meanwhile.
    void forget(const std::string &key, std::string_view location);
    std::optional<std::string> find(const std::string &key);

    /// The location kept, else what find gives, called by one of all who ask for this key at once; they share its
    /// answer, also an error. isCancelled is asked while waiting for another's answer.
    Result<std::string> findOnce(const std::string &key, const std::function<bool()> &isCancelled,
                                 const std::function<Result<std::string>()> &find);

private:
    struct Entry
    {
        std::string key;
        std::string location;
        Clock::Steady until;
    };
    struct Flight
    {
        bool isDone = false;
        Result<std::string> answer;
    };

    std::optional<std::string> findLocked(const std::string &key);
    void putLocked(const std::string &key, std::string location);

    const Clock &m_clock;
    const std::size_t m_limit;
    std::mutex m_mutex;
    std::condition_variable m_landed;
    std::list<Entry> m_entries; ///< newest in front
    std::unordered_map<std::string, std::list<Entry>::iterator> m_byKey;
    std::map<std::string, std::shared_ptr<Flight>> m_flights;
};

} // namespace mirrorlake::upstream
