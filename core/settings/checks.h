// What texts in settings may hold. Each takes what was given and gives its tidy form, or a BadConfiguration that says
// what is allowed. Pure.
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace mirrorlake::settings {

Result<std::string> checkedListenAddress(std::string_view text);
/// http or https with a host, without query, fragment and user; a slash at the end is taken off.
Result<std::string> checkedHttpUrl(std::string_view text);
Result<std::string> checkedHttpUrlOrNothing(std::string_view text);
Result<std::string> checkedHttpsUrlOrNothing(std::string_view text);
/// http, https, socks4, socks4a, socks5 or socks5h with a host, perhaps user and password; or nothing.
Result<std::string> checkedProxy(std::string_view text);
/// Printable ASCII without spaces, or nothing: it goes into a header.
Result<std::string> checkedToken(std::string_view text);
/// One fallback upstream: see route.h.
Result<std::string> checkedRoute(std::string_view text);
/// "host:port:address".
Result<std::string> checkedFixedAddress(std::string_view text);
/// "name", "192.0.2.7" or "::1", without port and brackets; lower case.
Result<std::string> checkedHostName(std::string_view text);
/// "192.0.2.7", "::1" or "192.0.2.0/24".
Result<std::string> checkedNetwork(std::string_view text);
/// UTF-8 without control characters.
Result<std::string> checkedPath(std::string_view text);

/// What is shown of a secret: nothing but that there is one.
std::string maskedWhole(std::string_view text);
/// The same URL with asterisks for a password.
std::string maskedProxy(std::string_view text);

} // namespace mirrorlake::settings
