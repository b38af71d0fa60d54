// Where the data viewer of the upstream is (hub-protocol §1.9), by the rule by which clients find that of the mirror.
// Pure.
#pragma once

#include "upstream/routes.h"

#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::app {

/// "https://hub.example" gives "https://datasets-server.hub.example"; nothing where there is no name to put it before,
/// or where a path follows it.
std::optional<std::string> viewerUrlOf(std::string_view hubUrl);

/// As the upstream is reached, without any token: the viewer is asked about open datasets only. Nothing if it has none.
std::optional<upstream::HubOptions> viewerOptions(upstream::HubOptions hub, const std::string &ownUrl);

} // namespace mirrorlake::app
