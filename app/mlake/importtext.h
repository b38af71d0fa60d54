// An import as text for people. Pure.
#pragma once

#include "adopt/report.h"

#include <string>

namespace mirrorlake::app {

std::string importText(const adopt::Report &report);
/// One line while it goes on, no longer than the width.
std::string importLine(const adopt::Report &report, std::size_t width);

} // namespace mirrorlake::app
