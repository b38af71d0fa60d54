#include "mirror/xet/xettokenhandler.h"

#include "hub/errorreply.h"
#include "mirror/baseurl.h"
#include "mirror/xet/xetcaller.h"
#include "xet/answers.h"
#include "xet/casaddress.h"

namespace mirrorlake::mirror {

namespace {

using catalog::TreeEntry;

constexpr std::chrono::hours tokenLifetime{1};

/// A file that is as closed as the repo: a gated one may show its README to everyone (hub-protocol §3.2).
std::optional<TreeEntry> fileToAskAbout(const catalog::Tree &tree)
{
    std::optional<TreeEntry> best;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const std::string_view path = tree.pathAt(i);
        if (path == "README.md" || path == ".gitattributes")
            continue;
        TreeEntry entry = tree.at(i);
        if (!entry.isDirectory && entry.isLfs())
            return entry;
        if (!entry.isDirectory && !best)
            best = std::move(entry);
    }
    return best;
}

} // namespace

Answer XetTokenHandler::answer(const hub::XetTokenRequest &request, Ask &ask)
{
    auto named = m_knowledge.home(request.repo, request.revision, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    const Right right = m_knowledge.access.files(repo, ask);
    if (right == Right::Refused)
        return hub::errorReply(m_knowledge.access.refusal(repo, ask.caller));
    auto commit = m_knowledge.revisions.find(repo, request.revision, ask);
    if (auto *need = std::get_if<Need>(&commit))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&commit))
        return hub::errorReply(*error);
    const CommitSha sha = std::get<CommitSha>(commit);
    if (right == Right::MustAsk)
        return proveRight(repo, sha, ask);
    return token(repo, sha, ask);
}

/// The right to a file is asked by that file, so that the answer is the one a file URL would get.
Answer XetTokenHandler::proveRight(const RepoKey &repo, const CommitSha &commit, Ask &ask)
{
    auto tree = m_knowledge.trees.find(repo, commit, ask);
    if (auto *need = std::get_if<Need>(&tree))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&tree))
        return hub::errorReply(*error, commit);
    const auto entry = fileToAskAbout(*std::get<Trees::TreePointer>(tree));
    const auto path = entry ? RepoPath::parse(entry->path) : tl::unexpected<Error>(Error{});
    if (!path)
        return hub::errorReply(m_knowledge.access.refusal(repo, ask.caller));
    return m_knowledge.files.need(repo, Revision(commit), *path, ask);
}

HttpReply XetTokenHandler::token(const RepoKey &repo, const CommitSha &commit, const Ask &ask) const
{
    const bool isPublic = m_knowledge.access.access(repo) == catalog::Access::Public;
    Grant grant{.purpose = GrantPurpose::XetToken, .repo = repo, .commit = commit.text()};
    grant.caller = isPublic ? std::string(anyone) : ask.caller.fingerprint;
    grant.detail = XetDownload::begin(m_knowledge.grants.key(), isPublic ? "" : ask.caller.token).text();
    xet::ReadToken token;
    token.text = m_knowledge.grants.sign(grant, tokenLifetime);
    token.expiresAt = unixSeconds(m_knowledge.parts.clock.wall()) + std::chrono::seconds(tokenLifetime).count();
    token.casUrl = baseUrlFor(*ask.http, m_knowledge.options.publicUrl) + std::string(xet::casPath);
    HttpReply reply;
    reply.headers.add("Content-Type", "application/json; charset=utf-8");
    reply.headers.add("Cache-Control", "no-store");
    reply.headers.add("X-Xet-Cas-Url", token.casUrl);
    reply.headers.add("X-Xet-Access-Token", token.text);
    reply.headers.add("X-Xet-Token-Expiration", token.expiresAt);
    reply.headers.add("Access-Control-Allow-Origin", "*");
    reply.headers.add("Access-Control-Expose-Headers", "X-Xet-Cas-Url,X-Xet-Access-Token,X-Xet-Token-Expiration");
    reply.facts = {Outcome::None, repo.text(), {}};
    reply.text = xet::toJson(token);
    return reply;
}

} // namespace mirrorlake::mirror
