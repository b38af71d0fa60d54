// FIFO: first in, first out.
//
// The idea: everything stays equally long, counted from the day it came. Use does not matter, so what will go next is
// known beforehand and can be told to everyone: "files are kept for about three weeks".
//
// Good where data is used up soon after it came (nightly evaluations of fresh checkpoints), and where a plain rule is
// worth more than a few hits. Weak where something is used all the time: it goes as well, is fetched anew by the next
// request, and costs its transfer once in each round.
#include "sweep/policies/policies.h"

namespace mirrorlake::sweep {

namespace {

class Fifo final : public Policy
{
public:
    double worth(const Candidate &candidate) const override { return static_cast<double>(candidate.arrivedAt); }
};

} // namespace

std::unique_ptr<Policy> makeFifo()
{
    return std::make_unique<Fifo>();
}

} // namespace mirrorlake::sweep
