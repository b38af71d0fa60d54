// The head of a reply as text: status line, Date, Content-Length, Connection and the reply's own fields. Pure.
#pragma once

#include "base/httpmessage.h"

#include <ctime>
#include <string>
#include <string_view>

namespace mirrorlake::serve {

/// "Sun, 06 Nov 1994 08:49:37 GMT", whatever the locale.
std::string httpDate(std::time_t time);

/// True for the statuses that never have a body (1xx, 204, 304).
bool isBodyless(int status);

/// How long the body is, or would be for a HEAD.
std::int64_t bodyLength(const HttpReply &reply, bool isHead);

/// Replaces what is in head.
void writeHead(std::string &head, const HttpReply &reply, bool isHead, bool keepsAlive, std::string_view date);

} // namespace mirrorlake::serve
