// The headers of a file's reply, exactly as every client reads them (hub-protocol §2.3). Pure.
#pragma once

#include "base/httpmessage.h"
#include "catalog/tree.h"

namespace mirrorlake::mirror {

/// What all replies about a file carry: commit, strong ETag twice, size, ranges, name, type. Without Content-Length.
void addFileHeaders(HeaderBlock &headers, const CommitSha &commit, const catalog::TreeEntry &entry, bool isPublic);
/// "immutable" below a commit, "no-cache" for an alias.
void addCacheControl(HeaderBlock &headers, bool isImmutable, bool isPublic);
/// True if an If-None-Match header names this entry.
bool isNotModified(std::string_view ifNoneMatch, const catalog::TreeEntry &entry);
/// True unless an If-Range header names something else than this entry (a date never matches).
bool isRangeWanted(std::optional<std::string_view> ifRange, const catalog::TreeEntry &entry);

} // namespace mirrorlake::mirror
