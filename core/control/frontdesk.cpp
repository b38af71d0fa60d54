#include "control/frontdesk.h"

#include "mirror/baseurl.h"

namespace mirrorlake::control {

namespace {

/// The request as if it had come without the prefix. A proxy that says X-Forwarded-Prefix has taken it off already.
std::shared_ptr<const HttpRequest> stripped(std::shared_ptr<const HttpRequest> request, const std::string &prefix)
{
    std::string target = mirror::withoutPathPrefix(request->target, prefix);
    if (target == request->target || request->header("X-Forwarded-Prefix"))
        return request;
    auto copy = std::make_shared<HttpRequest>(*request);
    copy->target = std::move(target);
    return copy;
}

} // namespace

FrontDesk::FrontDesk(HttpService &admin, HttpService &next, const std::string &publicUrl)
    : m_admin(admin), m_next(next), m_pathPrefix(mirror::pathPrefixFor({}, publicUrl))
{}

void FrontDesk::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    if (!m_pathPrefix.empty())
        request = stripped(std::move(request), m_pathPrefix);
    const std::string_view target = request->target;
    const bool isOfMirror = target.starts_with("/-/cas/");
    const bool isOurs = target.starts_with("/-") && (target.size() == 2 || target[2] == '/' || target[2] == '?');
    (isOurs && !isOfMirror ? m_admin : m_next).serve(std::move(request), std::move(reply));
}

} // namespace mirrorlake::control
