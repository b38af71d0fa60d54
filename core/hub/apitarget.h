// The addresses below /api/ (hub-protocol §1.1, §1.2). Pure. Thread: any.
#pragma once

#include "hub/requests.h"

#include <span>
#include <string_view>

namespace mirrorlake::hub {

/// segments: what follows "/api/", encoded. Errors as parseTarget.
Result<HubRequest> parseApiTarget(std::span<const std::string_view> segments, Query query);

} // namespace mirrorlake::hub
