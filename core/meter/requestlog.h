// The last requests that were answered: a ring for the window, and what came since it was last taken, for the access
// log. Thread: any; add() is a short lock.
#pragma once

#include "base/httpmessage.h"

#include <array>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace mirrorlake::meter {

struct RequestRecord
{
    std::int64_t number = 0;           ///< in order of their ends
    std::int64_t unixMilliseconds = 0; ///< when it was asked
    std::int64_t milliseconds = 0;     ///< until its reply had ended
    std::string id;
    std::string client;
    std::string method;
    std::string target{}; ///< as sent, where it is no file of a repo
    int status = 0;
    Outcome outcome = Outcome::None;
    std::string repo;
    std::string commit;
    std::string path;
    ByteRange range;
    std::int64_t bytes = 0; ///< of the body, sent
    bool isWhole = true;    ///< false: the client hung up, or the connection was cut
};

/// "hit", "joined", "miss", "stale", "rejected", or "" for what was neither.
std::string_view nameOf(Outcome outcome);

/// Ended requests since the start.
struct RequestCounts
{
    std::array<std::int64_t, 6> byOutcome{}; ///< index: Outcome
    std::array<std::int64_t, 6> byClass{};   ///< index: status / 100
    std::int64_t cut = 0;                    ///< before their end
    std::int64_t bytes = 0;
};

class RequestLog
{
public:
    static constexpr std::size_t kept = 5000;

    void add(RequestRecord record);
    /// Those after this number, the oldest first, at most so many of the newest.
    std::vector<RequestRecord> after(std::int64_t number, std::size_t most = kept) const;
    /// What was added since the last call; of more than the ring holds the oldest are lost.
    std::vector<RequestRecord> take();
    RequestCounts counts() const;

private:
    mutable std::mutex m_mutex;
    std::deque<RequestRecord> m_ring;
    std::int64_t m_last = 0;
    std::int64_t m_taken = 0;
    RequestCounts m_counts;
};

} // namespace mirrorlake::meter
