// A file cut into made-up xorbs: 480 chunks of 128 KiB, each behind its 8-byte header, nothing compressed
// (client-findings §2.1). Pure. Thread: any.
#pragma once

#include "fakehub/content.h"

#include <cstdint>
#include <string>

namespace mirrorlake::fakehub {

constexpr std::int64_t chunkSize = 131072;
constexpr std::int64_t chunkHeaderSize = 8;
constexpr std::int64_t chunksInXorb = 480;

/// The bytes of xorb number index of a file.
ContentPtr xorbOf(ContentPtr file, std::int64_t index);
/// Names the content of the xorb, as 64 hex.
std::string xorbHash(const Content &file, std::int64_t index);
/// Where the chunk begins in its xorb; for the number of its chunks: where the xorb ends.
std::int64_t xorbOffset(const Content &file, std::int64_t index, std::int64_t chunk);

} // namespace mirrorlake::fakehub
