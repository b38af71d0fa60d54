#include "upstream/ownright.h"

#include "upstream/hubstatus.h"

namespace mirrorlake::upstream {

Result<Response> askByOwnRight(Hub &hub, std::string target)
{
    Request request;
    request.url = std::move(target);
    request.acceptsCompressed = true;
    auto response = hub.api(request, {});
    if (response && response->status != 200)
        return fail(errorFromHub(*response));
    return response;
}

} // namespace mirrorlake::upstream
