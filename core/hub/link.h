// Link headers of paged answers (hub-protocol §1.4). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::hub {

/// The target of rel="next", or nothing.
std::optional<std::string> nextLink(std::string_view linkHeader);
/// Path and query of an absolute or relative URL: "/api/…?…".
std::string pathAndQuery(std::string_view url);
/// "<URL>; rel=\"next\"", in the form that every client parses.
std::string nextLinkHeader(std::string_view url);

} // namespace mirrorlake::hub
