#include "mirror/pages/authhandler.h"

#include "hub/address.h"
#include "hub/errorreply.h"

namespace mirrorlake::mirror {

Answer AuthHandler::answer(const hub::AuthCheckRequest &request, Ask &ask)
{
    auto named = m_knowledge.home(request.repo, std::nullopt, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    switch (m_knowledge.access.files(repo, ask)) {
    case Right::Refused:
        return hub::errorReply(m_knowledge.access.refusal(repo, ask.caller));
    case Right::MustAsk:
        return Need{"right to " + repo.text() + " for " + ask.caller.fingerprint,
                    [this, repo, caller = ask.caller] { return learn(repo, caller); }};
    case Right::Granted:
        break;
    }
    HttpReply reply;
    reply.headers.add("Content-Type", "text/plain; charset=utf-8");
    reply.headers.add("Cache-Control", "no-store");
    reply.facts = {Outcome::Hit, repo.text(), {}};
    reply.text = "OK";
    return reply;
}

/// The info tells whether the repo is open, and for a private one already proves the right; of a gated one upstream is
/// asked with the caller's own token.
Result<void> AuthHandler::learn(const RepoKey &repo, const Caller &caller)
{
    const auto question = m_knowledge.documents.infoQuestion(repo, std::nullopt, "", m_knowledge.options.refTtl);
    if (const auto known = m_knowledge.documents.refresh(question, caller); !known)
        return known;
    if (m_knowledge.access.access(repo) != catalog::Access::Gated)
        return {};
    const auto proved = caller.isAnonymous() ? Result<void>(fail(m_knowledge.access.refusal(repo, caller)))
                                             : m_knowledge.documents.proveRight(repo, caller);
    if (proved || !isClosed(proved.error().code))
        return proved;
    if (m_knowledge.access.isLent(repo))
        return m_knowledge.documents.proveRight(repo, AccessBook::borrower(caller));
    return proved;
}

} // namespace mirrorlake::mirror
