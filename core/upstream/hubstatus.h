// The one place where an answer of the Hub that is no success becomes an Error (hub-protocol §3). Pure. Thread: any.
#pragma once

#include "upstream/httpclient.h"

#include <chrono>

namespace mirrorlake::upstream {

/// Of an answer to something asked of a hub itself. X-Error-Code decides before the status. retryAfterSeconds is set
/// where a RateLimit or Retry-After field says when to come back.
Error errorFromHub(const Response &answer);

/// Of an answer of a host that only keeps bytes (a CDN): never a statement about a repo or a right.
Error errorFromDataHost(const Response &answer);

/// Seconds until the Hub may be asked again after this answer: t of RateLimit when nothing is left, else Retry-After,
/// else 0.
int retryAfterOf(const Response &answer, std::chrono::system_clock::time_point now);

} // namespace mirrorlake::upstream
