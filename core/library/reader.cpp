#include "library/reader.h"

#include "hub/address.h"
#include "hub/infojson.h"
#include "upstream/ownright.h"

#include <unistd.h>

#include <algorithm>

namespace mirrorlake::library {

namespace {

constexpr std::int64_t mostText = 256 * 1024;
constexpr std::chrono::seconds believedFor{60};

class TextSink final : public upstream::BodySink
{
public:
    std::string text;

    bool begin(const upstream::Response &) override { return true; }
    bool write(std::span<const char> bytes) override
    {
        text.append(bytes.data(), bytes.size());
        return static_cast<std::int64_t>(text.size()) <= mostText;
    }
};

} // namespace

Reader::Reader(catalog::Catalog &catalog, store::BlobStore &store, upstream::Hub &hub, const Clock &clock)
    : m_catalog(catalog), m_store(store), m_hub(hub), m_access(catalog, clock),
      m_documents(catalog, hub, m_access, clock), m_trees(catalog, hub, m_access)
{}

Result<Reader::Said> Reader::askByOwnRight(const mirror::DocumentQuestion &question) const
{
    return upstream::askByOwnRight(m_hub, question.target)
        .and_then([](const upstream::Response &response) { return hub::withoutXet(response.body); })
        .map([](std::string json) {
            return Said{std::move(json), {}};
        });
}

Result<Reader::Said> Reader::ask(const mirror::DocumentQuestion &question, bool isHereOnly)
{
    std::optional<Error> trouble;
    if (!isHereOnly) {
        const auto asked = m_documents.refresh(question, {});
        if (!asked && mirror::isClosed(asked.error().code))
            return askByOwnRight(question);
        if (!asked && !mirror::isUpstreamTrouble(asked.error().code))
            return fail(asked.error());
        if (!asked)
            trouble = asked.error();
    }
    const auto kept = m_catalog.loadDocument(question.key());
    if (kept && *kept)
        return Said{(*kept)->body, std::move(trouble)};
    return fail(trouble.value_or(
        Error{ErrorCode::EntryNotFound,
              "nothing is known here of this repository; mlake show looks it up upstream, mlake pull fetches it", 0}));
}

Result<Reader::Said> Reader::info(const RepoKey &repo, const Revision &revision, bool isHereOnly)
{
    auto said = ask(m_documents.infoQuestion(repo, revision, "", believedFor), isHereOnly);
    if (said || (!isHereOnly && !mirror::isUpstreamTrouble(said.error().code)))
        return said;
    auto other = ask(m_documents.infoQuestion(repo, std::nullopt, "", believedFor), true);
    if (!other)
        return said;
    if (!isHereOnly)
        other->trouble = said.error();
    return other;
}

std::vector<std::pair<Revision, CommitSha>> Reader::refs(const RepoKey &repo, bool isHereOnly)
{
    const mirror::DocumentQuestion question{repo, hub::apiTarget(repo) + "/refs", std::nullopt, {}, believedFor};
    std::vector<std::pair<Revision, CommitSha>> refs;
    if (const auto said = ask(question, isHereOnly))
        refs = hub::readRefs(said->json);
    if (!refs.empty())
        return refs;
    for (const auto &[revision, record] : m_catalog.refs(repo))
        refs.emplace_back(revision, record.commit);
    return refs;
}

Result<mirror::Trees::TreePointer> Reader::tree(const RepoKey &repo, const CommitSha &commit, bool isHereOnly)
{
    if (!isHereOnly)
        return m_trees.learn(repo, commit, {});
    auto known = m_catalog.loadTree(repo, commit);
    if (known && !*known)
        return fail(ErrorCode::EntryNotFound, "the files of this revision are not known here; ask upstream");
    return known;
}

std::string Reader::text(const RepoKey &repo, const CommitSha &commit, const catalog::TreeEntry &file, bool isHereOnly)
{
    const auto hash = BlobHash::parse(file.blobName());
    const auto path = RepoPath::parse(file.path);
    if (!hash || !path || file.size <= 0)
        return {};
    const std::int64_t size = std::min(file.size, mostText);
    if (const auto held = m_store.find(*hash, file.size)) {
        std::string text(static_cast<std::size_t>(size), '\0');
        const ssize_t got = ::pread(held->descriptor(), text.data(), text.size(), 0);
        text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return text;
    }
    if (isHereOnly || m_hub.isOffline())
        return {};
    TextSink sink;
    const upstream::FileSource source{repo, commit, *path, *hash, file.size, file.isLfs(), {}};
    const auto read = m_hub.bytes(source, {0, size}, sink);
    return read ? std::move(sink.text) : std::string();
}

} // namespace mirrorlake::library
