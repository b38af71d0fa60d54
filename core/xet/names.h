// The hashes under which Xet clients ask: 64 hex that name the content and nothing else, because clients keep what they
// fetched under them for ever (client-findings §2.5, §3.1). They are SHA-256 of a text that names the content, equal to
// no hash of it, and to none that the Hub gives. Pure.
#pragma once

#include "base/ids.h"
#include "xet/layout.h"

#include <string>

namespace mirrorlake::xet {

/// What X-Xet-Hash and "xetHash" say of a file.
std::string fileHash(const BlobHash &blob);
/// What a reconstruction calls one xorb of a file; differs when the layout does.
std::string xorbHash(const BlobHash &blob, const Layout &layout, std::int64_t xorb);
/// 64 lower-case hex digits.
bool isXetHash(std::string_view text);

} // namespace mirrorlake::xet
