#include "control/adminservice.h"

#include "control/snapshotjson.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

namespace {

using nlohmann::ordered_json;

HttpReply jsonReply(int status, std::string text)
{
    HttpReply reply;
    reply.status = status;
    reply.headers.add("Content-Type", "application/json");
    reply.headers.add("Cache-Control", "no-store");
    reply.headers.add("X-Content-Type-Options", "nosniff");
    reply.text = std::move(text);
    return reply;
}

HttpReply refusal(int status, std::string_view sentence)
{
    HttpReply reply = jsonReply(status, ordered_json{{"error", sentence}}.dump());
    reply.facts.outcome = Outcome::Rejected;
    return reply;
}

/// Of a HEAD only the length of its body is said.
HttpReply withoutBody(HttpReply reply)
{
    reply.headLength = static_cast<std::int64_t>(reply.text.size());
    reply.text.clear();
    return reply;
}

} // namespace

AdminService::AdminService(AdminRules rules, SnapshotSource snapshot)
    : m_rules(std::move(rules)), m_snapshot(std::move(snapshot))
{}

void AdminService::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    HttpReply answered = answer(*request);
    reply(request->method == HttpMethod::Head ? withoutBody(std::move(answered)) : std::move(answered));
}

HttpReply AdminService::answer(const HttpRequest &request) const
{
    if (!m_rules.isHostAllowed(request))
        return refusal(403, "this mirror serves its own machine only; use the name localhost");
    if (AdminRules::isFromOtherSite(request))
        return refusal(403, "requests made by pages of another site are refused");
    if (request.method != HttpMethod::Get && request.method != HttpMethod::Head) {
        HttpReply reply = refusal(405, "only GET and HEAD are answered here");
        reply.headers.add("Allow", "GET, HEAD");
        return reply;
    }
    const std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
    if (path == "/-/health")
        return health();
    if (path == "/-/ready")
        return ready();
    if (path == "/-/api/v1/status")
        return status(request);
    return refusal(404, "there is nothing at this address");
}

HttpReply AdminService::health() const
{
    return jsonReply(200, ordered_json{{"status", "ok"}, {"version", MIRRORLAKE_VERSION}}.dump());
}

HttpReply AdminService::ready() const
{
    const auto snapshot = m_snapshot();
    const bool isReady = snapshot->state == MirrorState::Serving;
    return jsonReply(isReady ? 200 : 503, ordered_json{{"ready", isReady}, {"state", nameOf(snapshot->state)}}.dump());
}

HttpReply AdminService::status(const HttpRequest &request) const
{
    if (!m_rules.hasToken(request)) {
        HttpReply reply = refusal(401, "send the control token: Authorization: Bearer …");
        reply.headers.add("WWW-Authenticate", "Bearer realm=\"mirrorlake\"");
        return reply;
    }
    return jsonReply(200, toJson(*m_snapshot()));
}

} // namespace mirrorlake::control
