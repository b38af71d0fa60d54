// The addresses that this machine has now. Thread: any.
#pragma once

#include "control/addresses.h"

namespace mirrorlake::control {

/// Of all interfaces that are up, without loopback and without IPv6 addresses that last for a day only.
std::vector<InterfaceAddress> localInterfaces();

} // namespace mirrorlake::control
