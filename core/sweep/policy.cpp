#include "sweep/policy.h"

#include "sweep/policies/policies.h"

namespace mirrorlake::sweep {

std::unique_ptr<Policy> makePolicy(std::string_view name)
{
    if (name == "lru")
        return makeLru();
    if (name == "lfu")
        return makeLfu();
    if (name == "fifo")
        return makeFifo();
    if (name == "large-first")
        return makeLargeFirst();
    return name == "gdsf" ? makeGdsf() : nullptr;
}

} // namespace mirrorlake::sweep
