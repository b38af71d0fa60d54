// Settings of limits and eviction in the words of their rooms. Pure.
#pragma once

#include "gate/gate.h"
#include "settings/settings.h"
#include "sweep/sweepoptions.h"

namespace mirrorlake::app {

gate::GateOptions gateOptions(const settings::Settings &settings);
sweep::SweepOptions sweepOptions(const settings::EvictionSettings &settings);

} // namespace mirrorlake::app
