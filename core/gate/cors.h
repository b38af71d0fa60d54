// What lets pages of other sites read the Hub's paths as they can read the Hub itself (fetch standard, CORS): the
// answer to a browser's question before a request, and the fields without which it hides a reply. Never under /-/.
// Pure.
#pragma once

#include "base/httpmessage.h"

#include <optional>

namespace mirrorlake::gate {

/// The answer to OPTIONS from a browser; nothing when the request is something else.
std::optional<HttpReply> preflightReply(const HttpRequest &request);

/// Adds what the reply to this request needs, unless it has it.
void allowOtherSites(HttpReply &reply, const HttpRequest &request);

} // namespace mirrorlake::gate
