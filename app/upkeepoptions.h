// Settings of limits, eviction and verification in the words of their rooms. Pure.
#pragma once

#include "gate/gate.h"
#include "settings/settings.h"
#include "sweep/sweepoptions.h"
#include "verify/verifier.h"

namespace mirrorlake::app {

gate::GateOptions gateOptions(const settings::Settings &settings);
verify::Options verifyOptions(const settings::VerifySettings &settings);
sweep::SweepOptions sweepOptions(const settings::EvictionSettings &settings);

} // namespace mirrorlake::app
