// GDSF: GreedyDual-Size-Frequency.
//
// The idea: worth = inflation + uses × cost / size. A thing is worth keeping for its uses a byte that it takes, with a
// cost of one for the request itself and one more for each MiB that would have to come again: small files that are
// used often stay longest, and a large one stays while it is used.
// What makes it age is the inflation: whenever something goes, the inflation rises to the worth of that thing, and it
// is part of what a thing is worth from its next use on. So what is used now is lifted above what was used much, but
// long ago, and no clock has to be looked at.
//
// Good nearly everywhere; the hit ratios of evict --simulate tell. Weak only in that nobody can say at a glance what
// will go next: the preview does.
#include "sweep/policies/policies.h"

#include <algorithm>

namespace mirrorlake::sweep {

namespace {

constexpr double mebibyte = 1024.0 * 1024.0;

class Gdsf final : public Policy
{
public:
    double worth(const Candidate &candidate) const override
    {
        const double size = std::max(static_cast<double>(candidate.size), 1.0) / mebibyte;
        const double uses = static_cast<double>(std::max<std::int64_t>(candidate.hits, 1));
        return candidate.inflation + uses * (1.0 + size) / size;
    }
    bool hasInflation() const override { return true; }
};

} // namespace

std::unique_ptr<Policy> makeGdsf()
{
    return std::make_unique<Gdsf>();
}

} // namespace mirrorlake::sweep
