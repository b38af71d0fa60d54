// How fast bytes of files come from all upstreams together, by one route, or for one pre-download; changed while they
// come. In hours that are off nothing comes: transfers wait where they are. Thread: any; pass() blocks its own.
#pragma once

#include "base/ratebucket.h"

#include <functional>

namespace mirrorlake::upstream {

class LineLimit
{
public:
    explicit LineLimit(const Clock &clock) : m_clock(clock) {}

    /// 0 for no limit.
    void set(BytesPerSecond rate, bool isOff);
    BytesPerSecond rate() const { return m_bucket.rate(); }
    /// So many bytes have come: returns when more may, or when isCancelled says so.
    void pass(std::int64_t bytes, const std::function<bool()> &isCancelled);
    void enter() { m_bucket.enter(m_clock.steady()); }
    void leave() { m_bucket.leave(); }

private:
    const Clock &m_clock;
    RateBucket m_bucket;
    std::atomic<bool> m_isOff{false};
};

} // namespace mirrorlake::upstream
