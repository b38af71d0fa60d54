// A set of bytes of a file as disjoint, sorted, never touching ranges. Pure; thread: none.
#pragma once

#include "base/byterange.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace mirrorlake::fill {

class IntervalSet
{
public:
    void add(ByteRange range);
    void remove(ByteRange range);
    void clear();

    bool contains(ByteRange range) const; ///< an empty range is contained
    /// End of the run that holds position; position itself when it is not in the set.
    std::int64_t endOfRun(std::int64_t position) const;
    /// The first run of bytes within the range that are not in the set.
    std::optional<ByteRange> firstGap(ByteRange within) const;
    std::int64_t count() const { return m_count; } ///< bytes
    std::vector<ByteRange> ranges() const;

private:
    std::map<std::int64_t, std::int64_t> m_ends; // begin -> end
    std::int64_t m_count = 0;
};

} // namespace mirrorlake::fill
