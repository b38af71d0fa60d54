#include "control/frontdesk.h"

namespace mirrorlake::control {

void FrontDesk::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    const std::string_view target = request->target;
    const bool isOurs = target.starts_with("/-") && (target.size() == 2 || target[2] == '/' || target[2] == '?');
    (isOurs ? m_admin : m_next).serve(std::move(request), std::move(reply));
}

} // namespace mirrorlake::control
