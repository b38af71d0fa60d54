// The address under which a client reached us, for the absolute URLs in our answers (hub-protocol §1.4): the configured
// public URL, what a reverse proxy says, or the Host header. Pure.
#pragma once

#include "base/httpmessage.h"

#include <string>
#include <string_view>

namespace mirrorlake::mirror {

/// "http://192.168.1.20:8090" or "https://host/hf"; no slash at the end.
std::string baseUrlFor(const HttpRequest &request, const std::string &publicUrl);
/// Path part of that address, "" or "/hf": what a relative Location must begin with (§2.3).
std::string pathPrefixFor(const HttpRequest &request, const std::string &publicUrl);

/// The target without this path before it, "/hf"; as it is where that does not stand there.
std::string withoutPathPrefix(const std::string &target, std::string_view prefix);

} // namespace mirrorlake::mirror
