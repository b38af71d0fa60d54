// zstd with a checksum, for what the catalogue stores. Hostile input gives an error, and never more memory than what
// really comes out of it. Pure. Thread: any.
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace mirrorlake::catalog {

std::string compressed(std::string_view bytes);

/// Errors: Io for what is damaged, cut short, followed by more bytes, or larger than limit when unpacked.
Result<std::string> decompressed(std::string_view bytes, std::size_t limit);

} // namespace mirrorlake::catalog
