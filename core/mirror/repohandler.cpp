#include "mirror/repohandler.h"

#include "hub/address.h"
#include "hub/errorreply.h"
#include "mirror/listing/documentreply.h"
#include "mirror/pages/passedreply.h"

namespace mirrorlake::mirror {

Answer RepoHandler::document(const DocumentQuestion &question, Ask &ask) const
{
    auto found = m_knowledge.documents.find(question, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&found))
        return hub::errorReply(*error);
    return documentReply(*std::get<std::shared_ptr<const catalog::Document>>(found), question.repo.text(),
                         m_knowledge.foreign, m_knowledge.baseUrl(ask), *ask.http);
}

Answer RepoHandler::info(const hub::InfoRequest &request, Ask &ask) const
{
    const bool isPinned = request.revision && request.revision->isCommit();
    const auto ttl = isPinned ? std::chrono::seconds(0) : m_knowledge.options.refTtl;
    auto named = m_knowledge.home(request.repo, request.revision, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    return document(m_knowledge.documents.infoQuestion(repo, request.revision, request.query.canonical(), ttl), ask);
}

Answer RepoHandler::refs(const hub::RefsRequest &request, Ask &ask) const
{
    auto named = m_knowledge.home(request.repo, std::nullopt, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    const std::string query = request.query.isTrue("include_prs") ? "?include_prs=1" : "";
    return document({repo, hub::apiTarget(repo) + "/refs" + query, std::nullopt, {}, m_knowledge.options.refTtl}, ask);
}

Answer RepoHandler::commits(const hub::CommitsRequest &request, Ask &ask) const
{
    auto named = m_knowledge.home(request.repo, request.revision, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    const std::string query = request.query.canonical();
    const auto ttl = request.revision.isCommit() ? std::chrono::seconds(0) : m_knowledge.options.refTtl;
    return document({repo,
                     hub::apiTarget(repo, "commits", request.revision) + (query.empty() ? "" : "?" + query),
                     std::nullopt,
                     {},
                     ttl},
                    ask);
}

Answer RepoHandler::page(const hub::RepoPageRequest &request, Ask &ask) const
{
    // Who asks is kept apart from all others here, so that only upstream need know whether the repo is open.
    auto entered = request.mayBeName ? Known<RepoKey>(m_knowledge.canonical(request.repo))
                                     : m_knowledge.documents.enter(request.repo, ask);
    if (auto *need = std::get_if<Need>(&entered))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&entered))
        return hub::errorReply(*error);
    const RepoKey &repo = std::get<RepoKey>(entered);
    const std::string query = request.query.canonical();
    const PassQuestion question{hub::apiTarget(repo) + "/" + request.rest + (query.empty() ? "" : "?" + query),
                                m_knowledge.options.refTtl, false, true};
    auto found = m_knowledge.pages.find(question, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    const auto &answer = std::get<PassedAnswers::Pointer>(found);
    if (answer->status == 401 || answer->errorCode == "RepoNotFound")
        return hub::errorReply(m_knowledge.access.refusal(repo, ask.caller));
    return passedReply(*answer, repo.text(), m_knowledge, ask);
}

} // namespace mirrorlake::mirror
