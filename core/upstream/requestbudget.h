// Requests still allowed by a route, counted against the limits it announces (hub-protocol §3.3), so that we wait
// rather than run into 429. Pure: time comes in. Thread: one at a time.
#pragma once

#include "base/clock.h"
#include "upstream/httpclient.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::upstream {

class RequestBudget
{
public:
    /// How long until one more request of this bucket may go; 0 when it may go now.
    std::chrono::milliseconds waitFor(std::string_view bucket, Clock::Steady now) const;
    /// One request of this bucket goes now.
    void take(std::string_view bucket);
    /// What an answer to a request of this bucket says of the limits.
    void note(const Response &answer, std::string_view bucket, Clock::Steady now, Clock::Wall wall);
    /// Requests left in the tightest bucket that is known; -1 when none is.
    int left(Clock::Steady now) const;

private:
    struct Window
    {
        std::optional<int> remaining; ///< nothing: no limit is known
        Clock::Steady ends{};         ///< of remaining
        Clock::Steady blockedUntil{}; ///< after a 429
    };

    std::map<std::string, Window, std::less<>> m_windows;
};

} // namespace mirrorlake::upstream
