#include "mirror/files.h"

#include "hub/safejson.h"
#include "hub/target.h"

namespace mirrorlake::mirror {

namespace {

using catalog::Access;
using catalog::TreeEntry;

constexpr std::size_t maxBegun = 10'000;

TreeEntry entryOf(const RepoPath &path, const upstream::FileFacts &facts)
{
    TreeEntry entry;
    entry.path = path.text();
    entry.size = facts.size;
    entry.xetHash = facts.xetHash;
    (facts.isLfs ? entry.lfsSha256 : entry.oid) = facts.blob.text();
    return entry;
}

/// The name that the hub answered by: it redirects old names, legacy ids and wrong letter case to the one that counts
/// (hub-protocol §1.1).
RepoKey nameAtHub(const RepoKey &asked, const RepoPath &path, const upstream::FileFacts &facts)
{
    const auto target = hub::parseTarget(facts.hubPath);
    const auto *file = target ? std::get_if<hub::FileRequest>(&*target) : nullptr;
    const bool isSameFile = file && file->path == path && file->repo.type == asked.type;
    return isSameFile ? RepoKey{asked.type, file->repo.id, asked.origin} : asked;
}

bool isOpenInGatedRepos(const RepoPath &path)
{
    return path.text() == "README.md" || path.text() == ".gitattributes";
}

} // namespace

Known<std::optional<TreeEntry>> Files::find(const RepoKey &repo, const CommitSha &commit, const RepoPath &path,
                                            const Ask &ask)
{
    if (const auto tree = m_parts.catalog.treeInMemory(repo, commit))
        return tree->find(path.text());
    if (m_parts.catalog.hasTree(repo, commit))
        return m_parts.trees.need(repo, commit, ask.caller);
    if (auto entry = m_parts.catalog.fileInMemory(repo, commit, path.text()))
        return entry;
    return need(repo, Revision(commit), path, ask);
}

Need Files::need(const RepoKey &repo, const Revision &revision, const RepoPath &path, const Ask &ask)
{
    return {"file " + repo.text() + " " + revision.text() + " " + path.text() + " for " + ask.caller.fingerprint,
            [this, repo, revision, path, caller = ask.caller] { return learn(repo, revision, path, caller); }};
}

Result<void> Files::learn(const RepoKey &repo, const Revision &revision, const RepoPath &path, const Caller &caller)
{
    const auto commit = CommitSha::parse(revision.text());
    const bool isAccessKnown = m_parts.access.access(repo) == Access::Public;
    if (commit && isAccessKnown) {
        const auto known = m_parts.catalog.loadFile(repo, *commit, path.text());
        if (known && *known)
            return {};
    }
    const auto facts = askUpstream(repo, revision, path, caller);
    if (!facts && facts.error().code == ErrorCode::EntryNotFound)
        return proveAbsence(repo, revision, caller);
    if (!facts)
        return fail(facts.error());
    if (facts->size < 0 || facts->size > hub::largestFile)
        return fail(ErrorCode::UpstreamBroken, "upstream did not say how large the file is, or nothing that can be");
    if (commit && facts->commit != *commit)
        return fail(ErrorCode::UpstreamBroken, "upstream speaks of another commit than was asked for");
    const RepoKey named = nameAtHub(repo, path, *facts);
    if (named != repo) {
        m_parts.catalog.putAlias(repo, named);
        m_parts.documents.heardOf(repo);
    }
    if (!revision.isCommit())
        m_parts.catalog.putRef(named, revision, {facts->commit, unixSeconds(m_parts.clock.wall())});
    m_parts.catalog.putFile(named, facts->commit, entryOf(path, *facts));
    m_parts.hub.remember(named, path, *facts);
    if (!isFirstOf(named, facts->commit))
        m_parts.learner.learn(m_parts.trees.need(named, facts->commit, caller), [](const Result<void> &) {});
    return {};
}

/// Anonymously first, so that what is public is known as public; then with the caller's own token, which proves the
/// caller's own right.
Result<upstream::FileFacts> Files::askUpstream(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                               const Caller &caller)
{
    auto facts = askAnonymously(repo, revision, path, caller);
    if (facts || !isClosed(facts.error().code))
        return facts;
    if (!caller.isAnonymous()) {
        auto own = askAs(repo, revision, path, caller);
        if (own || !isClosed(own.error().code))
            return own;
    }
    if (!m_parts.access.isLent(repo))
        return fail(m_parts.access.refusal(repo, caller));
    return askAs(repo, revision, path, AccessBook::borrower(caller));
}

/// With the right of this caller, which the answer proves or disproves. A README that a gated repo shows to everyone
/// proves none.
Result<upstream::FileFacts> Files::askAs(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                         const Caller &caller)
{
    if (isOpenInGatedRepos(path) && m_parts.access.access(repo) == Access::Gated) {
        if (const auto proved = m_parts.documents.proveRight(repo, caller); !proved)
            return fail(proved.error());
        return m_parts.hub.file(repo, revision, path, caller.credentials());
    }
    auto own = m_parts.hub.file(repo, revision, path, caller.credentials());
    const bool isAllowed = own || own.error().code == ErrorCode::EntryNotFound;
    const bool isRefused = !own && (isClosed(own.error().code) || own.error().code == ErrorCode::AccessDenied);
    if (isAllowed || isRefused)
        m_parts.access.setVerdict(repo, caller, isAllowed);
    if (!own && isClosed(own.error().code))
        return fail(m_parts.access.refusal(repo, caller));
    return own;
}

/// A gated repo may show its README to everyone (hub-protocol §3.2), so that one file being open does not open the
/// others.
Result<upstream::FileFacts> Files::askAnonymously(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                                  const Caller &caller)
{
    upstream::Credentials anonymous;
    anonymous.mayUseRouteToken = false;
    auto facts = m_parts.hub.file(repo, revision, path, anonymous);
    const Access before = m_parts.access.access(repo);
    if (!facts && isClosed(facts.error().code)) {
        const bool isGated = facts.error().code == ErrorCode::GatedRepo;
        if (isGated || before != Access::Unknown || !caller.isAnonymous())
            m_parts.access.setAccess(repo, isGated ? Access::Gated : Access::Private);
        return fail(m_parts.access.refusal(repo, caller));
    }
    if (!facts && facts.error().code != ErrorCode::EntryNotFound)
        return facts;
    if (facts && !isOpenInGatedRepos(path) && before != Access::Gated)
        m_parts.access.setAccess(repo, Access::Public);
    else if (const auto known = m_parts.documents.classify(repo, caller); !known)
        return fail(known.error());
    if (m_parts.access.access(repo) == Access::Public)
        return facts;
    if (before == Access::Gated)
        m_parts.access.setAccess(repo, Access::Gated); // seen closed again just now
    return fail(m_parts.access.refusal(repo, caller));
}

/// Upstream says the file is absent: believed once the tree of the commit shows it, which then answers all such
/// questions.
Result<void> Files::proveAbsence(const RepoKey &repo, const Revision &revision, const Caller &caller) const
{
    auto commit = CommitSha::parse(revision.text());
    if (!commit) {
        if (const auto refreshed = m_parts.revisions.refresh(repo, revision, caller); !refreshed)
            return refreshed;
        commit = m_parts.catalog.ref(repo, revision)->commit;
    }
    return m_parts.trees.learn(repo, *commit, caller).map([](const Trees::TreePointer &) {});
}

bool Files::isFirstOf(const RepoKey &repo, const CommitSha &commit)
{
    const std::lock_guard lock(m_mutex);
    if (m_begun.size() >= maxBegun)
        m_begun.clear();
    return m_begun.insert(repo.text() + " " + commit.text()).second;
}

} // namespace mirrorlake::mirror
