// How a fake Hub is set up. The defaults are the Hub's own ways.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace mirrorlake::fakehub {

struct Options
{
    std::string address = "127.0.0.1"; ///< of both listeners
    int port = 0;                      ///< 0: any free one
    int cdnPort = 0;
    bool isCdnStrict = true;             ///< the CDN answers 400 when a token arrives at it
    bool hasLinkedEtagOnRedirect = true; ///< X-Linked-Etag on the 307 of a small file
    bool announcesLimits = true;         ///< RateLimit on every answer
    std::size_t treePageSize = 1000;
    std::chrono::seconds signatureLife{3600};
};

} // namespace mirrorlake::fakehub
