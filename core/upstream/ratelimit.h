// The RateLimit field of the Hub: "api";r=499;t=293 (hub-protocol §3.3). Pure. Thread: any.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::upstream {

struct RateLimit
{
    std::string bucket;            ///< "api", "resolvers", "pages"
    int remaining = 0;             ///< requests left in this window
    std::chrono::seconds reset{0}; ///< until the window ends
};

/// Nothing for a field of another shape.
std::optional<RateLimit> parseRateLimit(std::string_view field);

/// The bucket that a path of the Hub is counted in.
std::string_view bucketOfPath(std::string_view path);

} // namespace mirrorlake::upstream
