// How fast, how many, and how much is kept: the members behind limits.* and eviction.*. Plain values.
#pragma once

#include "base/bytes.h"

#include <chrono>
#include <string>
#include <vector>

namespace mirrorlake::settings {

struct LimitSettings
{
    Bytes clients{0};                      ///< a second to all clients together; 0: none
    Bytes perClient{0};                    ///< a second to each client; 0: none
    std::vector<std::string> groups;       ///< "lab:10.1.0.0/16+10.2.0.7=20MB" each: so much a second for all of them
    Bytes upstream{0};                     ///< a second from all upstreams together; 0: none
    std::vector<std::string> clientsWeek;  ///< hours in which limits to clients apply, see Week
    std::vector<std::string> upstreamWeek; ///< the same for bytes from upstream
    int requestsPerClient = 0;             ///< at once; 0: no bound
    int requestRate = 0;                   ///< new requests a second of one client; 0: no bound
    std::chrono::seconds queueTimeout{5};  ///< how long a request waits for its turn
    int memory = 90; ///< percent of what may be used, above which what nobody waits for rests; 0: never
};

struct EvictionSettings
{
    std::string policy = "lru"; ///< lru, lfu, fifo, large-first or gdsf
    std::string unit = "files"; ///< files or snapshots
    Bytes maxSize{0};           ///< 0: no bound
    Bytes minFree{0};           ///< above what the disk keeps free in any case; 0: no bound
    std::chrono::seconds minAge{3600};
    std::chrono::seconds maxAge{0};
    std::chrono::seconds hardMaxAge{0};
    std::chrono::seconds unreferencedAfter{0};
    std::chrono::seconds oldCommitsAfter{0};
    std::chrono::seconds partialsAfter{7 * 24 * 3600};
    std::chrono::seconds trashFor{7 * 24 * 3600};
    std::string at; ///< "03:00"; empty: every hour
};

struct MeterSettings
{
    std::string pricePerGb; ///< "0.09 EUR", or empty
    bool accessLog = true;
    Bytes accessLogSize = mebibytes(50); ///< of one file; five older ones are kept
};

} // namespace mirrorlake::settings
