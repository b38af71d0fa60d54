#include "control/frontdesk.h"

namespace mirrorlake::control {

void FrontDesk::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    const std::string_view target = request->target;
    const bool isOfMirror = target.starts_with("/-/cas/");
    const bool isOurs = target.starts_with("/-") && (target.size() == 2 || target[2] == '/' || target[2] == '?');
    (isOurs && !isOfMirror ? m_admin : m_next).serve(std::move(request), std::move(reply));
}

} // namespace mirrorlake::control
