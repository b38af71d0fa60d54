// What is asked: the URL grammar of the Hub (hub-protocol §1.1) as pure, typed parsing of the raw request-target.
// Every field comes out decoded and validated; nothing of it is ever a path on disk. Thread: any.
#pragma once

#include "hub/requests.h"

namespace mirrorlake::hub {

/// Errors: BadRequest for what is malformed, NotFoundHere for what is no address of the Hub or not offered by this
/// mirror.
Result<HubRequest> parseTarget(std::string_view rawTarget);

/// The same for a request that came to this Host. Clients put "datasets-server." before our name for the data viewer.
Result<HubRequest> parseTarget(std::string_view rawTarget, std::string_view host);

} // namespace mirrorlake::hub
