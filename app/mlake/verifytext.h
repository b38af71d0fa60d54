// A look through the cache as lines for a terminal. Pure.
#pragma once

#include "verify/report.h"

#include <string>

namespace mirrorlake::app {

std::string verifyText(const verify::Report &report);
/// "reading  51 %  1.2 GB of 2.4 GB  3 damaged", at most this wide.
std::string verifyLine(const verify::Report &report, std::size_t width);

} // namespace mirrorlake::app
