// A kept answer of the Hub as a reply of ours: own weak ETag over the body as we send it, every URL of a hub in body
// and Link turned to our own address. Pure.
#pragma once

#include "base/httpmessage.h"
#include "catalog/catalog.h"
#include "hub/foreignurls.h"

#include <string>

namespace mirrorlake::mirror {

/// W/"<16 hex>" over the text.
std::string weakTag(std::string_view text);

/// repo is for the facts of the reply: RepoKey::text(), or empty.
HttpReply documentReply(const catalog::Document &document, const std::string &repo, const hub::ForeignUrls &foreign,
                        const std::string &baseUrl, const HttpRequest &request);

} // namespace mirrorlake::mirror
