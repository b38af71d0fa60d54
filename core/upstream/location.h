// URLs as libcurl reads them, so that what is checked is what is asked: where a redirect leads, which origin a token
// belongs to, whether a host lies in a private network, what of a URL may be logged. Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::upstream {

/// Location of a redirect, resolved against the URL that gave it, without fragment; nothing if it is not http or https,
/// carries a user name, or is no URL.
std::optional<std::string> resolvedLocation(std::string_view baseUrl, std::string_view location);

/// "https://host:port" of a URL, lower case, default port written out; empty if it has none.
std::string originOf(std::string_view url);

/// Path of a URL as it is sent, without query; empty if it is no URL.
std::string pathOf(std::string_view url);

/// Scheme, host and path: what may stand in a log. Query (signatures), user and password are left out.
std::string loggedUrl(std::string_view url);

/// True for loopback, link-local, private, shared, unspecified and multicast addresses, v4 or v6, with or without
/// brackets. False for anything that is not an address.
bool isPrivateAddress(std::string_view address);

/// True if the URL names such an address, or localhost.
bool isAtPrivateAddress(std::string_view url);

} // namespace mirrorlake::upstream
