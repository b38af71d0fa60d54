// Whether an answer is the bytes that were asked for: status, length, Content-Range, coding and tag, before the first
// byte is taken. Pure. Thread: any.
#pragma once

#include "upstream/hub.h"

namespace mirrorlake::upstream {

enum class BodyEnd
{
    WithAnswer, ///< the whole body is wanted
    AfterRange, ///< the route sends the whole file from its start: take the range and hang up
};

/// head: a 200 or 206. isOwnOrigin: the route itself answered, so that its ETag names the blob; that of a data host
/// does not (hub-protocol §7 E4). Errors: UpstreamIgnoresRange for a whole file where a later part was asked and it
/// must not come whole; UpstreamBroken, saying what is wrong.
Result<BodyEnd> checkedBody(const Response &head, const FileSource &source, ByteRange range, bool isOwnOrigin);

/// UpstreamBroken if an answer, also a redirect, promises another blob than the one asked for.
Result<void> checkedTag(const Response &answer, const FileSource &source, bool isOwnOrigin);

/// "bytes a-b/total" as a range and a size; nothing for any other form.
std::optional<std::pair<ByteRange, std::int64_t>> parseContentRange(std::string_view field);

} // namespace mirrorlake::upstream
