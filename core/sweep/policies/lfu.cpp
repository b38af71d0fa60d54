// LFU: least frequently used goes first.
//
// The idea: what was asked for often will be asked for often. Each use counts one; the thing with the fewest goes, and
// of several with as few that which was used longest ago. A walk that reads everything once does no harm, because one
// use is not many.
//
// Good where a few base models serve everyone for a long time. Weak where interest moves on: last year's favourite has
// so many uses that it stays for long after the last of them, and what is new must first collect its own.
#include "sweep/policies/policies.h"

namespace mirrorlake::sweep {

namespace {

class Lfu final : public Policy
{
public:
    double worth(const Candidate &candidate) const override { return static_cast<double>(candidate.hits); }
};

} // namespace

std::unique_ptr<Policy> makeLfu()
{
    return std::make_unique<Lfu>();
}

} // namespace mirrorlake::sweep
