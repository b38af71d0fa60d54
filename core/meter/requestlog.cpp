#include "meter/requestlog.h"

#include <algorithm>
#include <utility>

namespace mirrorlake::meter {

std::string_view nameOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Hit:
        return "hit";
    case Outcome::Joined:
        return "joined";
    case Outcome::Miss:
        return "miss";
    case Outcome::Stale:
        return "stale";
    case Outcome::Rejected:
        return "rejected";
    case Outcome::None:
        break;
    }
    return "";
}

void RequestLog::add(RequestRecord record)
{
    RequestRecord oldest; // freed after the lock is given back
    const std::lock_guard lock(m_mutex);
    record.number = ++m_last;
    ++m_counts.byOutcome[static_cast<std::size_t>(record.outcome)];
    ++m_counts.byClass[static_cast<std::size_t>(std::clamp(record.status / 100, 0, 5))];
    m_counts.cut += record.isWhole ? 0 : 1;
    m_counts.bytes += record.bytes;
    m_ring.push_back(std::move(record));
    if (m_ring.size() > kept) {
        oldest = std::move(m_ring.front());
        m_ring.pop_front();
    }
}

RequestCounts RequestLog::counts() const
{
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

std::vector<RequestRecord> RequestLog::after(std::int64_t number, std::size_t most) const
{
    const std::lock_guard lock(m_mutex);
    const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(0, m_last - number));
    const std::size_t count = std::min({wanted, most, m_ring.size()});
    return {m_ring.end() - static_cast<std::ptrdiff_t>(count), m_ring.end()};
}

std::vector<RequestRecord> RequestLog::take()
{
    std::int64_t from = 0;
    {
        const std::lock_guard lock(m_mutex);
        from = std::exchange(m_taken, m_last);
    }
    return after(from);
}

} // namespace mirrorlake::meter
