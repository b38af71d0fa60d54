#include "mirror/repohandler.h"

#include "hub/address.h"
#include "hub/errorreply.h"
#include "mirror/baseurl.h"
#include "mirror/listing/documentreply.h"

namespace mirrorlake::mirror {

Answer RepoHandler::document(const DocumentQuestion &question, Ask &ask) const
{
    auto found = m_knowledge.documents.find(question, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&found))
        return hub::errorReply(*error);
    return documentReply(*std::get<std::shared_ptr<const catalog::Document>>(found), question.repo,
                         baseUrlFor(*ask.http, m_knowledge.options.publicUrl), *ask.http);
}

Answer RepoHandler::info(const hub::InfoRequest &request, Ask &ask) const
{
    const bool isPinned = request.revision && request.revision->isCommit();
    const auto ttl = isPinned ? std::chrono::seconds(0) : m_knowledge.options.refTtl;
    const RepoKey repo = m_knowledge.canonical(request.repo);
    return document(m_knowledge.documents.infoQuestion(repo, request.revision, request.query.canonical(), ttl), ask);
}

Answer RepoHandler::refs(const hub::RefsRequest &request, Ask &ask) const
{
    const RepoKey repo = m_knowledge.canonical(request.repo);
    const std::string query = request.query.isTrue("include_prs") ? "?include_prs=1" : "";
    return document({repo, hub::apiTarget(repo) + "/refs" + query, std::nullopt, {}, m_knowledge.options.refTtl}, ask);
}

} // namespace mirrorlake::mirror
