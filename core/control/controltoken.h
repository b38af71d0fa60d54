// The secret that opens the admin API: 64 hex digits in the data folder, readable by its owner only. Thread: any.
#pragma once

#include "base/error.h"

#include <filesystem>
#include <string>

namespace mirrorlake::control {

/// The token in this file; made at the first start, and made anew when the file does not hold one. Errors: NoSpace,
/// ReadOnly, Io.
Result<std::string> ensureControlToken(const std::filesystem::path &file);
/// The token in this file, for one who drives a mirror from outside. Errors: ReadOnly, Io.
Result<std::string> readControlToken(const std::filesystem::path &file);

} // namespace mirrorlake::control
