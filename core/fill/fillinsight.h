// A fill as seen by whoever wants to know more than its snapshot: its parts, who gives them, and what happened to it.
// Computed when it is asked for. It outlives the fill's life, like a reader's body. Thread: any; waits for nothing.
#pragma once

#include "fill/partmap.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mirrorlake::fill {

/// What came by one route.
struct RouteShare
{
    std::string route; ///< Route::url
    std::int64_t bytes = 0;
    double bytesPerSecond = 0;
    bool operator==(const RouteShare &) const = default;
};

struct FillLook
{
    PartMap parts;
    std::vector<RouteShare> routes; ///< of this run; bytes of an earlier one are in none
    int connections = 0;
    int readers = 0;
};

/// Something that happened to a fill, in a sentence of the log.
struct FillNote
{
    std::uint64_t number = 0; ///< one more than that of the note before
    bool isTrouble = false;
    std::string text{};
};

class FillInsight
{
public:
    virtual ~FillInsight() = default;

    virtual FillLook look() const = 0;
    /// Oldest first; of very many only the newest.
    virtual std::vector<FillNote> notesAfter(std::uint64_t number) const = 0;
};

} // namespace mirrorlake::fill
