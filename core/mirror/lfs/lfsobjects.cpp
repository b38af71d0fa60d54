#include "mirror/lfs/lfsobjects.h"

#include "hub/doors.h"
#include "mirror/lfs/lfsjson.h"
#include "upstream/hubstatus.h"

#include <algorithm>

namespace mirrorlake::mirror {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostIndexes = 32;
constexpr std::size_t mostElsewhere = 10'000;
/// Upstream's hrefs expire; what is kept by then is found in the store whatever this says.
constexpr auto believedFor = 5min;

std::string keyOf(const RepoKey &repo, const BlobHash &oid)
{
    return repo.text() + " " + oid.text();
}

Revision mainBranch()
{
    return *Revision::parse("main");
}

} // namespace

Known<LfsObjects::Head> LfsObjects::head(const RepoKey &asked, Ask &ask) const
{
    auto named = m_knowledge.home(asked, mainBranch(), ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    const Right right = m_knowledge.access.metadata(repo, ask);
    if (right == Right::Refused)
        return m_knowledge.access.refusal(repo, ask.caller);
    if (right == Right::MustAsk)
        return Need{"access " + repo.text() + " for " + ask.caller.fingerprint, [this, repo, caller = ask.caller] {
                        return m_knowledge.revisions.refresh(repo, mainBranch(), caller);
                    }};
    auto commit = m_knowledge.revisions.find(repo, mainBranch(), ask);
    if (auto *need = std::get_if<Need>(&commit))
        return std::move(*need);
    if (auto *error = std::get_if<Error>(&commit))
        return std::move(*error);
    auto tree = m_knowledge.trees.find(repo, std::get<CommitSha>(commit), ask);
    if (auto *need = std::get_if<Need>(&tree))
        return std::move(*need);
    if (auto *error = std::get_if<Error>(&tree))
        return std::move(*error);
    return Head{repo, std::get<CommitSha>(commit), std::get<Trees::TreePointer>(std::move(tree))};
}

/// A right to files is proved by a file: the first that is no open README (hub-protocol §3.2).
Known<LfsObjects::Head> LfsObjects::open(const RepoKey &asked, Ask &ask) const
{
    auto known = head(asked, ask);
    const auto *head = std::get_if<Head>(&known);
    const Right right = head ? m_knowledge.access.files(head->repo, ask) : Right::Granted;
    if (right == Right::Granted)
        return known;
    std::optional<RepoPath> proof;
    for (std::size_t i = 0; right == Right::MustAsk && i < head->tree->size() && !proof; ++i) {
        const catalog::TreeEntry entry = head->tree->at(i);
        const bool isOpen = entry.path == "README.md" || entry.path == ".gitattributes";
        const auto path = RepoPath::parse(entry.path);
        if (!entry.isDirectory && !isOpen && path)
            proof = *path;
    }
    if (!proof)
        return m_knowledge.access.refusal(head->repo, ask.caller);
    return m_knowledge.files.need(head->repo, Revision(head->commit), *proof, ask);
}

Known<std::shared_ptr<const LfsObjects::Index>> LfsObjects::index(const Head &head)
{
    const std::string key = head.commit.text();
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_indexes.find(key);
        if (known != m_indexes.end())
            return known->second;
    }
    return Need{"lfs index " + key, [this, key, tree = head.tree]() -> Result<void> {
                    auto made = std::make_shared<Index>();
                    for (std::size_t i = 0; i < tree->size(); ++i) {
                        const catalog::TreeEntry entry = tree->at(i);
                        if (entry.isLfs())
                            made->emplace(entry.lfsSha256, i);
                    }
                    const std::lock_guard lock(m_mutex);
                    if (m_indexes.size() >= mostIndexes)
                        m_indexes.erase(m_indexes.begin());
                    m_indexes[key] = std::move(made);
                    return {};
                }};
}

Known<std::optional<LfsFile>> LfsObjects::inHead(const Head &head, const BlobHash &oid)
{
    auto known = index(head);
    if (auto *need = std::get_if<Need>(&known))
        return std::move(*need);
    const Index &index = *std::get<std::shared_ptr<const Index>>(known);
    const auto place = index.find(oid.text());
    if (place == index.end())
        return std::nullopt;
    const catalog::TreeEntry entry = head.tree->at(place->second);
    const auto path = RepoPath::parse(entry.path);
    return path ? std::optional(LfsFile{head.commit, *path, oid, entry.size}) : std::nullopt;
}

Known<LfsObjects::Found> LfsObjects::find(const Head &head, const std::vector<BlobHash> &oids, Ask &ask)
{
    Found found;
    std::vector<BlobHash> missing;
    for (const BlobHash &oid : oids) {
        auto file = inHead(head, oid);
        if (auto *need = std::get_if<Need>(&file))
            return std::move(*need);
        found.push_back(std::get<std::optional<LfsFile>>(std::move(file)));
        if (found.back())
            continue;
        const std::lock_guard lock(m_mutex);
        if (const Elsewhere *known = elsewhere(head.repo, oid))
            found.back() = known->file;
        else
            missing.push_back(oid);
    }
    if (missing.empty() || ask.allowsStale)
        return found;
    std::string key = "lfs objects " + head.repo.text() + " for " + ask.caller.fingerprint;
    for (const BlobHash &oid : missing)
        key += " " + oid.text();
    return Need{std::move(key),
                [this, head, missing, caller = ask.caller] { return learnElsewhere(head, missing, caller); }};
}

Result<void> LfsObjects::learnElsewhere(const Head &head, std::vector<BlobHash> oids, const Caller &caller)
{
    searchKnownCommits(head, oids);
    return oids.empty() ? Result<void>() : askUpstream(head, oids, caller);
}

void LfsObjects::searchKnownCommits(const Head &head, std::vector<BlobHash> &oids)
{
    for (const CommitSha &commit : m_knowledge.parts.catalog.commits(head.repo)) {
        const auto tree = oids.empty() || commit == head.commit ? Result<Trees::TreePointer>(nullptr)
                                                                : m_knowledge.parts.catalog.loadTree(head.repo, commit);
        for (std::size_t i = 0; tree && *tree && i < (*tree)->size(); ++i) {
            const catalog::TreeEntry entry = (*tree)->at(i);
            const auto wanted = std::ranges::find(oids, entry.lfsSha256, &BlobHash::text);
            const auto path = wanted == oids.end() ? tl::unexpected<Error>(Error{}) : RepoPath::parse(entry.path);
            if (!path)
                continue;
            put(head.repo, *wanted, LfsFile{commit, *path, *wanted, entry.size});
            oids.erase(wanted);
        }
    }
}

Result<void> LfsObjects::askUpstream(const Head &head, const std::vector<BlobHash> &oids, const Caller &caller)
{
    const bool isPublic = m_knowledge.access.access(head.repo) == catalog::Access::Public;
    upstream::Credentials credentials = isPublic ? upstream::Credentials{} : caller.credentials();
    credentials.mayUseRouteToken = AccessBook::isBorrower(caller);
    upstream::Request request;
    request.method = HttpMethod::Post;
    request.url = hub::gitTarget(head.repo, "info/lfs/objects/batch");
    request.headers = {{"Accept", std::string(lfsMediaType)}, {"Content-Type", std::string(lfsMediaType)}};
    request.body = writeLfsQuestion(oids);
    request.sendsTokenAsBasic = true;
    const auto response = m_knowledge.parts.hub.api(request, credentials);
    if (!response)
        return fail(response.error());
    if (response->status != 200) {
        const Error error = upstream::errorFromHub(*response);
        m_knowledge.access.noteRefusal(head.repo, caller, error.code);
        return fail(isClosed(error.code) ? m_knowledge.access.refusal(head.repo, caller) : error);
    }
    const auto answers = readLfsAnswer(response->body);
    if (!answers)
        return fail(answers.error());
    for (const BlobHash &oid : oids) {
        const auto answer = std::ranges::find(*answers, oid, &LfsAnswer::oid);
        const auto path = RepoPath::parse("lfs/objects/" + oid.text());
        if (answer == answers->end() || answer->href.empty() || !path) {
            put(head.repo, oid, std::nullopt);
            continue;
        }
        m_knowledge.parts.hub.remember(head.repo, *path,
                                       {head.commit, oid, answer->size, true, {}, answer->href, response->route});
        put(head.repo, oid, LfsFile{head.commit, *path, oid, answer->size});
    }
    return {};
}

/// With the lock held.
const LfsObjects::Elsewhere *LfsObjects::elsewhere(const RepoKey &repo, const BlobHash &oid) const
{
    const auto known = m_elsewhere.find(keyOf(repo, oid));
    if (known == m_elsewhere.end())
        return nullptr;
    const bool isKept = known->second.file && m_knowledge.parts.store.find(oid, known->second.file->size);
    const bool isFresh = m_knowledge.parts.clock.steady() - known->second.at < believedFor;
    return isKept || isFresh ? &known->second : nullptr;
}

void LfsObjects::put(const RepoKey &repo, const BlobHash &oid, std::optional<LfsFile> file)
{
    const std::lock_guard lock(m_mutex);
    if (m_elsewhere.size() >= mostElsewhere)
        m_elsewhere.erase(m_elsewhere.begin());
    m_elsewhere.insert_or_assign(keyOf(repo, oid), Elsewhere{std::move(file), m_knowledge.parts.clock.steady()});
}

} // namespace mirrorlake::mirror
