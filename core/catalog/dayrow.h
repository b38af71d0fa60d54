// What a local day or month brought to a client, a repo or a route, or in all. Plain values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

namespace mirrorlake::catalog {

/// Whose days are kept.
enum class DayOf
{
    Client,
    Repo,
    Route
};

struct DayRow
{
    std::string day;               ///< local date "2026-11-21", or month "2026-11"
    std::string name{};            ///< the client "" is the whole house: what was fetched by no one client
    std::int64_t servedBytes = 0;  ///< to clients
    std::int64_t fetchedBytes = 0; ///< from upstream
    std::int64_t files = 0;
    std::int64_t hits = 0;   ///< files answered without a transfer from upstream of their own
    std::int64_t joined = 0; ///< of these, from a download that somebody else had begun

    std::int64_t saved() const { return std::max<std::int64_t>(0, servedBytes - fetchedBytes); }
    bool operator==(const DayRow &) const = default;
};

} // namespace mirrorlake::catalog
