// The repos that the program serves unless told otherwise: every odd name, size and right that clients meet. Thread:
// any.
#pragma once

#include "fakehub/world.h"

#include <string>
#include <vector>

namespace mirrorlake::fakehub {

/// "big", "odd", "many", "data", "gated", "private", "disabled", "renamed", "legacy", "small", "gguf".
std::vector<std::string> seedNames();
/// False if there is no seed of this name.
bool addSeed(World &world, const std::string &name);

} // namespace mirrorlake::fakehub
