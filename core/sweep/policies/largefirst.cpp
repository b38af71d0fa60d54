// LARGE_FIRST: the largest goes first.
//
// The idea: one shard of 50 GB holds the place of a hundred thousand configurations and small models. Letting the
// largest go frees the wanted space with the fewest things lost, so the most requests are still answered from here.
//
// Good where hits are counted by request and the line upstream is fast enough for the few large ones. Weak where bytes
// are counted, or where the line is slow: the large files are just those that take hours to come again, and one that
// is larger than the others is never kept for long however much it is wanted.
#include "sweep/policies/policies.h"

namespace mirrorlake::sweep {

namespace {

class LargeFirst final : public Policy
{
public:
    double worth(const Candidate &candidate) const override { return -static_cast<double>(candidate.size); }
};

} // namespace

std::unique_ptr<Policy> makeLargeFirst()
{
    return std::make_unique<LargeFirst>();
}

} // namespace mirrorlake::sweep
