#include "gate/limits.h"

#include <algorithm>
#include <utility>

namespace mirrorlake::gate {

namespace {

constexpr std::chrono::milliseconds restCheck{250}; ///< after which the end of an hour that is off is noticed

class PacedBody final : public FileBody
{
public:
    PacedBody(std::shared_ptr<FileBody> file, std::shared_ptr<Pace> pace)
        : m_file(std::move(file)), m_pace(std::move(pace))
    {}

    int descriptor() const override { return m_file->descriptor(); }
    std::optional<Error> failure() const override { return m_file->failure(); }

    std::int64_t readableEnd(std::int64_t from) const override
    {
        const std::int64_t end = m_file->readableEnd(from);
        return end <= from ? end : from + m_pace->allowed(end - from);
    }

    void whenReadable(std::int64_t from, std::function<void()> wake) override
    {
        if (m_file->readableEnd(from) > from)
            m_pace->whenAllowed(std::move(wake));
        else
            m_file->whenReadable(from, std::move(wake));
    }

private:
    const std::shared_ptr<FileBody> m_file;
    const std::shared_ptr<Pace> m_pace;
};

} // namespace

std::shared_ptr<FileBody> pacedBody(std::shared_ptr<FileBody> file, std::shared_ptr<Pace> pace)
{
    return std::make_shared<PacedBody>(std::move(file), std::move(pace));
}

Pace::Pace(std::shared_ptr<Limits> limits, std::string address, std::shared_ptr<Limits::Client> client)
    : m_limits(std::move(limits)), m_address(std::move(address)), m_client(std::move(client))
{}

Pace::~Pace()
{
    m_limits->end(m_address);
}

std::shared_ptr<Limits::Group> Pace::group() const
{
    const std::lock_guard lock(m_limits->m_mutex);
    return m_client->group;
}

std::int64_t Pace::allowed(std::int64_t wanted)
{
    if (m_limits->level() == WeekLevel::Off)
        return 0;
    if (!m_limits->isLimiting())
        return wanted;
    const std::lock_guard lock(m_mutex);
    if (m_allowance <= 0) {
        if (m_reserved == 0)
            reserve(wanted);
        if (untilReached().count() > 0)
            return 0;
        m_allowance = std::exchange(m_reserved, 0);
    }
    return std::min(wanted, m_allowance);
}

/// A client's connections share what is its own share of the others.
void Pace::reserve(std::int64_t wanted)
{
    const auto now = m_limits->m_clock.steady();
    m_group = group();
    const int connections = std::max(1, m_client->bucket.takers());
    double share = m_client->bucket.share();
    share = std::min(share, m_limits->m_all.share() / connections);
    if (m_group)
        share = std::min(share, m_group->bucket.share() / connections);
    m_reserved = std::min(wanted, RateBucket::stepOf(share));
    m_positions[0] = m_limits->m_all.reserve(m_reserved, now);
    m_positions[1] = m_client->bucket.reserve(m_reserved, now);
    if (m_group)
        m_positions[2] = m_group->bucket.reserve(m_reserved, now);
}

std::chrono::nanoseconds Pace::untilReached()
{
    const auto now = m_limits->m_clock.steady();
    auto longest =
        std::max(m_limits->m_all.untilReached(m_positions[0], now), m_client->bucket.untilReached(m_positions[1], now));
    if (m_group)
        longest = std::max(longest, m_group->bucket.untilReached(m_positions[2], now));
    return longest;
}

void Pace::sent(std::int64_t bytes)
{
    if (!m_limits->isLimiting())
        return;
    const std::lock_guard lock(m_mutex);
    m_allowance = std::max<std::int64_t>(0, m_allowance - bytes);
}

void Pace::charge(std::int64_t bytes)
{
    const auto now = m_limits->m_clock.steady();
    m_limits->m_all.reserve(bytes, now);
    m_client->bucket.reserve(bytes, now);
    if (const auto mine = group())
        mine->bucket.reserve(bytes, now);
}

void Pace::whenAllowed(std::function<void()> wake)
{
    std::chrono::nanoseconds left(0);
    if (m_limits->level() == WeekLevel::Off) {
        left = restCheck;
    } else if (m_limits->isLimiting()) {
        const std::lock_guard lock(m_mutex);
        left = m_reserved > 0 ? untilReached() : std::chrono::nanoseconds(0);
    }
    if (left.count() <= 0)
        return wake();
    m_limits->m_pacer.wait(left, [self = weak_from_this(), wake = std::move(wake)]() -> std::chrono::nanoseconds {
        const auto pace = self.lock();
        if (!pace)
            return std::chrono::nanoseconds(0);
        if (pace->m_limits->level() == WeekLevel::Off)
            return restCheck;
        if (pace->m_limits->isLimiting()) {
            const std::lock_guard lock(pace->m_mutex);
            if (const auto more = pace->untilReached(); more.count() > 0)
                return more;
        }
        wake();
        return std::chrono::nanoseconds(0);
    });
}

} // namespace mirrorlake::gate
