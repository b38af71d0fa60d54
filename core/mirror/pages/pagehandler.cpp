#include "mirror/pages/pagehandler.h"

#include "hub/errorreply.h"
#include "mirror/pages/passedreply.h"

namespace mirrorlake::mirror {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds constantFor = 24h;
constexpr std::chrono::seconds ownFor = 60s;
constexpr std::chrono::seconds unknownFor = 30s;
constexpr std::chrono::seconds viewerFor = 5min;

std::string withQuery(const std::string &path, const hub::Query &query)
{
    const std::string text = query.canonical();
    return text.empty() ? path : path + "?" + text;
}

HttpReply refusal(int status, std::string_view words)
{
    HttpReply reply = hub::errorReply({ErrorCode::NotFoundHere, std::string(words)});
    reply.status = status;
    return reply;
}

} // namespace

PageHandler::PageHandler(Knowledge &knowledge) : m_knowledge(knowledge)
{
    const Parts &parts = knowledge.parts;
    if (parts.viewer)
        m_viewerPages = std::make_unique<PassedAnswers>(parts.catalog, *parts.viewer, parts.clock);
}

Answer PageHandler::page(const hub::PageRequest &request, Ask &ask)
{
    using Kind = hub::PageRequest::Kind;
    const std::string target = withQuery(request.path, request.query);
    switch (request.kind) {
    case Kind::Browsing:
        return pass(m_knowledge.pages, {target, m_knowledge.options.refTtl, false, true}, ask);
    case Kind::Constant:
        return pass(m_knowledge.pages, {target, constantFor, true, true}, ask);
    case Kind::Own:
        if (ask.caller.isAnonymous())
            return refusal(401, "Invalid username or password.");
        return pass(m_knowledge.pages, {target, ownFor, false, false}, ask);
    case Kind::Unknown:
        break;
    }
    return pass(m_knowledge.pages, {target, unknownFor, false, false}, ask);
}

Answer PageHandler::viewer(const hub::ViewerRequest &request, Ask &ask)
{
    if (!m_viewerPages)
        return refusal(501, "this mirror has no data viewer: set one as upstream to have it");
    return pass(*m_viewerPages, {withQuery(request.path, request.query), viewerFor, true, true}, ask);
}

HttpReply PageHandler::telemetry()
{
    HttpReply reply;
    reply.headers.add("Content-Type", "application/json; charset=utf-8");
    reply.text = "{}";
    return reply;
}

Answer PageHandler::pass(PassedAnswers &pages, const PassQuestion &question, Ask &ask) const
{
    auto found = pages.find(question, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    return passedReply(*std::get<PassedAnswers::Pointer>(found), "", m_knowledge, ask);
}

} // namespace mirrorlake::mirror
