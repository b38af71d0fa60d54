#include "control/adminservice.h"

#include "control/admin/adminreply.h"

namespace mirrorlake::control {

namespace {

/// Of a HEAD only the length of its body is said.
HttpReply withoutBody(HttpReply reply)
{
    reply.headLength = static_cast<std::int64_t>(reply.text.size());
    reply.text.clear();
    reply.stream.reset();
    return reply;
}

ReplySink headSink(ReplySink reply)
{
    return [reply = std::move(reply)](HttpReply whole) { reply(withoutBody(std::move(whole))); };
}

HttpReply withoutToken()
{
    HttpReply reply = refusal(401, "send the control token: Authorization: Bearer …");
    reply.headers.add("WWW-Authenticate", "Bearer realm=\"mirrorlake\"");
    return reply;
}

HttpReply wrongMethod(const std::string &allowed)
{
    HttpReply reply = refusal(405, "only " + allowed + " is answered here");
    reply.headers.add("Allow", allowed);
    return reply;
}

} // namespace

AdminService::AdminService(AdminRules rules, AdminDesk desk) : m_rules(std::move(rules)), m_desk(std::move(desk)) {}

void AdminService::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    answer(*request, request->method == HttpMethod::Head ? headSink(std::move(reply)) : reply);
}

void AdminService::answer(const HttpRequest &request, const ReplySink &reply) const
{
    if (!m_rules.hosts.isAllowed(request))
        return reply(refusal(403, gate::HostRules::refusal().message));
    if (AdminRules::isFromOtherSite(request))
        return reply(refusal(403, "requests made by pages of another site are refused"));
    const std::string_view target = request.target;
    const std::string_view path = target.substr(0, target.find('?'));
    const std::string_view query = path.size() < target.size() ? target.substr(path.size() + 1) : std::string_view();
    const HttpMethod method = request.method == HttpMethod::Head ? HttpMethod::Get : request.method;
    std::string allowed;
    for (const AdminRoute &route : adminRoutes()) {
        auto arguments = argumentsOf(route.pattern, path);
        if (!arguments)
            continue;
        if (route.method == method)
            return route.isOpen || m_rules.mayDrive(request)
                       ? route.answer(m_desk, {request, std::move(*arguments), query}, reply)
                       : reply(withoutToken());
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method == HttpMethod::Post ? "POST" : "GET, HEAD");
    }
    reply(allowed.empty() ? refusal(404, "there is nothing at this address") : wrongMethod(allowed));
}

} // namespace mirrorlake::control
