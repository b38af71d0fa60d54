// Which of many things is worth least. A policy gives each a number, whoever sweeps lets the lowest go first; of equal
// ones that which was used longest ago. Pure. Thread: any.
#pragma once

#include "sweep/candidate.h"

#include <array>
#include <memory>
#include <string_view>

namespace mirrorlake::sweep {

class Policy
{
public:
    virtual ~Policy() = default;
    virtual double worth(const Candidate &candidate) const = 0;
    /// True if worth depends on Candidate::inflation.
    virtual bool hasInflation() const { return false; }
};

/// The names under which settings and commands know them.
inline constexpr std::array<std::string_view, 5> policyNames{"lru", "lfu", "fifo", "large-first", "gdsf"};

/// Null for a name that is none of policyNames.
std::unique_ptr<Policy> makePolicy(std::string_view name);

} // namespace mirrorlake::sweep
