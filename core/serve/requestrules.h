// What a request must also keep to after it has been parsed, so that no two readers of the same bytes can see different
// requests (RFC 9112 §3, §6.3, §11.2): one Host, one way of saying where the body ends, a target that is a path. Pure.
#pragma once

#include "base/httpmessage.h"

#include <optional>

namespace mirrorlake::serve {

enum class HttpVersion
{
    Http10,
    Http11
};

/// Makes target the path and query that was meant: absolute-form loses scheme and authority, and the authority becomes
/// Host. Returns what is wrong with the target, or nothing.
std::optional<Error> normalizeTarget(HttpRequest &request);

/// What is wrong with Host and the fields that frame the body, or nothing.
std::optional<Error> framingViolation(const HttpRequest &request, HttpVersion version);

/// What is wrong with what the client expects beyond the request itself (Expect, Upgrade), or nothing. An offer of h2c
/// is ignored, as RFC 9110 §7.8 allows: curl --http2 and Java's client send it with every first request.
std::optional<Error> expectationViolation(const HttpRequest &request, HttpVersion version);

} // namespace mirrorlake::serve
