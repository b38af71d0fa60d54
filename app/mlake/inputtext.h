// Text that a command is given in a file or on standard input.
#pragma once

#include "base/error.h"

#include <string>

namespace mirrorlake::app {

/// All of the file with this name, or of standard input for "-". Errors: BadRequest with the name and the reason; what
/// is larger than a mirror takes is refused, too.
Result<std::string> inputText(const std::string &name);

} // namespace mirrorlake::app
