// An Error as a reply in the Hub's own shape (hub-protocol §3): status and X-Error-Code from the error table, the
// message in X-Error-Message and as {"error": "…"} in the body. For every room that refuses a request. Pure.
#pragma once

#include "base/httpmessage.h"

namespace mirrorlake {

/// A 429 also carries Retry-After and RateLimit: the error's own seconds, or 5.
HttpReply errorReply(const Error &error);

} // namespace mirrorlake
