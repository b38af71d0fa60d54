// The mirror inside this process, ready to be driven: all rooms put together behind one Control.
#pragma once

#include "control/control.h"
#include "startup.h"

#include <functional>
#include <memory>

namespace mirrorlake::app {

/// Nothing is opened or listened on before its start(). onChange is called after each change of state, on any thread;
/// it must not wait. Destroying it stops the mirror without grace.
std::unique_ptr<control::Control> makeLocalControl(StartUp startUp, std::function<void()> onChange = {});

} // namespace mirrorlake::app
