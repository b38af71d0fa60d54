// What a policy may know of one thing that could go, a file or a snapshot. Plain values.
#pragma once

#include <cstdint>

namespace mirrorlake::sweep {

struct Candidate
{
    std::int64_t size = 0;       ///< bytes that its going would free
    std::int64_t arrivedAt = 0;  ///< unix seconds
    std::int64_t lastUsedAt = 0; ///< unix seconds
    std::int64_t hits = 0;
    double inflation = 0; ///< worth of what had gone last when this was used last; see policies/gdsf.cpp
};

} // namespace mirrorlake::sweep
