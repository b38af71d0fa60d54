// One function for each policy; the file of the same name has it and its idea.
#pragma once

#include "sweep/policy.h"

namespace mirrorlake::sweep {

std::unique_ptr<Policy> makeLru();
std::unique_ptr<Policy> makeLfu();
std::unique_ptr<Policy> makeFifo();
std::unique_ptr<Policy> makeLargeFirst();
std::unique_ptr<Policy> makeGdsf();

} // namespace mirrorlake::sweep
