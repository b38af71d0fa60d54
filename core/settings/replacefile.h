// A small file written so that it is always either the old one or the new one, whole. Thread: any; one writer a file.
#pragma once

#include "base/error.h"

#include <filesystem>
#include <string_view>

namespace mirrorlake::settings {

/// Temporary file beside it, sync, rename. Keeps who may read it; a new one is its owner's only. Errors: NoSpace,
/// ReadOnly, Io.
Result<void> replaceFile(const std::filesystem::path &file, std::string_view text);

} // namespace mirrorlake::settings
