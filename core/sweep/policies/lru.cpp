// LRU: least recently used goes first.
//
// The idea: what was asked for a moment ago will be asked for again, and what nobody has touched for months is over.
// A model that a team works with stays as long as they work with it, whatever its size, and goes some time after they
// have moved on.
//
// Good where interest moves on in time, which is the usual case. Weak against one long walk over everything: a nightly
// job that reads each dataset once pushes out what is used all day, because each of its files was used last.
#include "sweep/policies/policies.h"

namespace mirrorlake::sweep {

namespace {

class Lru final : public Policy
{
public:
    double worth(const Candidate &candidate) const override { return static_cast<double>(candidate.lastUsedAt); }
};

} // namespace

std::unique_ptr<Policy> makeLru()
{
    return std::make_unique<Lru>();
}

} // namespace mirrorlake::sweep
