// What the mirror itself asks of a hub's API, for itself and not for a caller: with the routes' own tokens, if they
// have any. What comes must not be shown to callers who have no right of their own. Thread: any; blocks its own.
#pragma once

#include "upstream/hub.h"

namespace mirrorlake::upstream {

/// GET of an API path such as "/api/models/org/name"; always a 200. Errors: as Hub::api(), and errorFromHub() of every
/// other status.
Result<Response> askByOwnRight(Hub &hub, std::string target);

} // namespace mirrorlake::upstream
