// A kept answer of the Hub as a reply of ours: own weak ETag over the body as we send it, the Link turned to our own
// address. Pure.
#pragma once

#include "base/httpmessage.h"
#include "catalog/catalog.h"

#include <string>

namespace mirrorlake::mirror {

/// W/"<16 hex>" over the text.
std::string weakTag(std::string_view text);

HttpReply documentReply(const catalog::Document &document, const RepoKey &repo, const std::string &baseUrl,
                        const HttpRequest &request);

} // namespace mirrorlake::mirror
