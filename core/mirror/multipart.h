// Several ranges of a file in one answer, as multipart/byteranges (RFC 9110 §14.6). Pure.
#pragma once

#include "base/httpmessage.h"

#include <string>
#include <vector>

namespace mirrorlake::mirror {

/// "bytes 0-99/1234".
std::string contentRangeOf(ByteRange range, std::int64_t size);

/// What the specs mean in a file of this size, in ascending order: clamped at its end, without what lies beyond, and
/// joined where parts overlap or lie so close that two parts would cost more bytes than the gap. Empty: nothing of it
/// can be had (416).
std::vector<ByteRange> wantedParts(const std::vector<RangeSpec> &specs, std::int64_t size);

/// Makes a 206 of the reply, whose headers say what the file is and which has no body yet: two parts or more, as
/// wantedParts() gives them. The file itself is still to be set.
void makeMultipart(HttpReply &reply, const std::vector<ByteRange> &parts, std::int64_t size);

} // namespace mirrorlake::mirror
