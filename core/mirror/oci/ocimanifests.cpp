#include "mirror/oci/ocimanifests.h"

#include "base/text.h"
#include "mirror/oci/ocijson.h"
#include "upstream/hubstatus.h"

#include <charconv>

namespace mirrorlake::mirror {

namespace {

constexpr std::string_view manifestType = "application/vnd.docker.distribution.manifest.v2+json";
constexpr std::int64_t largestManifest = 4 * 1024 * 1024;

/// By which the Hub tells its two kinds of client apart.
constexpr std::string_view ollamaAgent = "ollama/0.33.0 (amd64 linux) Go/go1.24.1";
constexpr std::string_view llamaCppAgent = "llama-cpp";

std::string sizeKey(const RepoKey &repo, std::string_view digest)
{
    return "oci size " + repo.text() + " " + std::string(digest);
}

} // namespace

std::string OciManifests::Question::key() const
{
    return "oci manifest " + repo.text() + " " + lowered(tag) + (isLlamaCpp ? " llama-cpp" : "");
}

bool OciManifests::isFresh(const Question &question, const catalog::Document &document) const
{
    const std::int64_t age = unixSeconds(m_knowledge.parts.clock.wall()) - document.fetchedAt;
    return question.isPinned() || age < m_knowledge.options.refTtl.count();
}

Known<OciManifests::DocumentPointer> OciManifests::find(const hub::OciManifest &request, Ask &ask) const
{
    auto named = m_knowledge.home(request.repo, std::nullopt, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    const Question question{repo, request.tag, ask.caller.agent.starts_with(llamaCppAgent)};
    const Right right = m_knowledge.access.files(question.repo, ask);
    if (right == Right::Refused)
        return m_knowledge.access.refusal(question.repo, ask.caller);
    const bool isGranted = right == Right::Granted;
    auto document = m_knowledge.parts.catalog.documentInMemory(question.key());
    if (isGranted && document && (ask.allowsStale || isFresh(question, *document))) {
        ask.usedStale = ask.usedStale || !isFresh(question, *document);
        return document;
    }
    const bool isStale = ask.allowsStale;
    return Need{question.key() + (isGranted ? "" : " for " + ask.caller.fingerprint) + (isStale ? " stale" : ""),
                [this, question, caller = ask.caller, isGranted, isStale]() -> Result<void> {
                    const auto kept = m_knowledge.parts.catalog.loadDocument(question.key());
                    const bool isEnough = isGranted && kept && *kept && (isStale || isFresh(question, **kept));
                    return isEnough ? Result<void>() : learn(question, caller, isStale);
                }};
}

/// The repo's info says who may read; only then is the manifest asked for, with the rights that it needs.
Result<void> OciManifests::learn(const Question &question, const Caller &caller, bool) const
{
    if (const auto known = m_knowledge.documents.classify(question.repo, caller); !known)
        return known;
    const auto response = askUpstream(question, caller);
    if (!response)
        return fail(response.error());
    return keep(question, *response);
}

Result<upstream::Response> OciManifests::askUpstream(const Question &question, const Caller &caller) const
{
    const bool isPublic = m_knowledge.access.access(question.repo) == catalog::Access::Public;
    upstream::Request request;
    request.url = "/v2/" + question.repo.id.text() + "/manifests/" + percentEncoded(question.tag, ":");
    request.headers = {{"Accept", std::string(manifestType)},
                       {"User-Agent", std::string(question.isLlamaCpp ? llamaCppAgent : ollamaAgent)},
                       {"Via", "1.1 mirrorlake"}};
    request.maxBody = largestManifest;
    upstream::Credentials credentials = isPublic ? upstream::Credentials{} : caller.credentials();
    credentials.mayUseRouteToken = AccessBook::isBorrower(caller);
    auto response = m_knowledge.parts.hub.api(request, credentials);
    if (!response)
        return response;
    if (response->status == 200) {
        if (!isPublic)
            m_knowledge.access.setVerdict(question.repo, caller, true);
        return response;
    }
    if (response->status == 400)
        return fail(ErrorCode::BadRequest,
                    "The specified tag is not a valid quantization scheme. Please use another tag "
                    "or \"latest\"");
    const Error error = upstream::errorFromHub(*response);
    m_knowledge.access.noteRefusal(question.repo, caller, error.code);
    if (!isClosed(error.code))
        return fail(error);
    if (!AccessBook::isBorrower(caller) && m_knowledge.access.isLent(question.repo))
        return askUpstream(question, AccessBook::borrower(caller));
    return fail(m_knowledge.access.refusal(question.repo, caller));
}

Result<void> OciManifests::keep(const Question &question, const upstream::Response &response) const
{
    auto manifest = readOciManifest(response.body);
    if (!manifest)
        return fail(manifest.error());
    catalog::Catalog &catalog = m_knowledge.parts.catalog;
    const std::int64_t now = unixSeconds(m_knowledge.parts.clock.wall());
    for (const OciBlobSize &blob : manifest->blobs) {
        catalog::Document size;
        size.body = std::to_string(blob.size);
        size.fetchedAt = now;
        catalog.putDocument(sizeKey(question.repo, blob.digest.text()), std::move(size));
    }
    catalog::Document document;
    document.body = std::move(manifest->text);
    document.contentType = manifestType;
    document.fetchedAt = now;
    Question pinned = question;
    pinned.tag = ociDigest(document.body);
    catalog.putDocument(pinned.key(), document);
    catalog.putDocument(question.key(), std::move(document));
    return {};
}

Known<std::optional<std::int64_t>> OciManifests::sizeOf(const RepoKey &repo, const BlobHash &digest) const
{
    const std::string key = sizeKey(repo, digest.text());
    const auto document = m_knowledge.parts.catalog.documentInMemory(key);
    if (!document) {
        return Need{key, [this, key]() -> Result<void> {
                        const auto kept = m_knowledge.parts.catalog.loadDocument(key);
                        if (!kept)
                            return fail(kept.error());
                        return *kept ? Result<void>()
                                     : fail(ErrorCode::EntryNotFound, "no manifest of this repository names this blob");
                    }};
    }
    std::int64_t size = -1;
    std::from_chars(document->body.data(), document->body.data() + document->body.size(), size);
    return size >= 0 ? std::optional(size) : std::nullopt;
}

} // namespace mirrorlake::mirror
