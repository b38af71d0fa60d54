#include "mirror/oci/ocihandler.h"

#include "hub/errorreply.h"
#include "mirror/lfs/grantedfile.h"
#include "mirror/oci/ocijson.h"

#include <nlohmann/json.hpp>

#include <future>

namespace mirrorlake::mirror {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds publicLife = 24h;
constexpr std::chrono::seconds closedLife = 6h; ///< of a pull that is under way
constexpr auto preparedFor = 2min;
constexpr std::size_t mostPrepared = 1000;
constexpr std::int64_t largestMadeUp = 8 * 1024 * 1024;
constexpr std::string_view madeUpFolder = "v2/blobs/";

bool isMadeUp(const LfsFile &file)
{
    return file.path.text().starts_with(madeUpFolder);
}

void addRegistryHeaders(HeaderBlock &headers)
{
    headers.add("Docker-Distribution-API-Version", "registry/2.0");
}

bool isReading(const Ask &ask)
{
    return ask.http->method == HttpMethod::Get || ask.http->method == HttpMethod::Head;
}

} // namespace

Answer OciHandler::ping()
{
    HttpReply reply;
    reply.headers.add("Content-Type", "application/json; charset=utf-8");
    addRegistryHeaders(reply.headers);
    reply.text = "{}";
    return reply;
}

Answer OciHandler::token(const Ask &ask)
{
    if (ask.caller.isAnonymous())
        return hub::errorReply({ErrorCode::GatedRepo, "this needs a token of the Hub: log in to this registry with any "
                                                      "user name, and the token as password"});
    HttpReply reply;
    reply.headers.add("Content-Type", "application/json; charset=utf-8");
    reply.headers.add("Cache-Control", "no-store");
    reply.text = nlohmann::json{{"token", ask.caller.token}, {"access_token", ask.caller.token}}.dump(
        -1, ' ', true, nlohmann::json::error_handler_t::replace);
    return reply;
}

Answer OciHandler::manifest(const hub::OciManifest &request, Ask &ask) const
{
    if (!isReading(ask))
        return hub::errorReply({ErrorCode::MethodNotAllowed, "this registry is for reading"});
    auto known = m_manifests.find(request, ask);
    if (auto *need = std::get_if<Need>(&known))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&known))
        return hub::errorReply(*error);
    const catalog::Document &document = *std::get<OciManifests::DocumentPointer>(known);
    const std::string digest = ociDigest(document.body);
    HttpReply reply;
    reply.headers.add("Content-Type", document.contentType);
    reply.headers.add("Docker-Content-Digest", digest);
    reply.headers.add("ETag", "\"" + digest + "\"");
    reply.headers.add("Vary", "User-Agent, Authorization");
    addRegistryHeaders(reply.headers);
    reply.facts = {Outcome::Hit, m_knowledge.canonical(request.repo).text(), {}};
    reply.text = document.body;
    return reply;
}

Answer OciHandler::blob(const hub::OciBlob &request, Ask &ask)
{
    if (!isReading(ask))
        return hub::errorReply({ErrorCode::MethodNotAllowed, "this registry is for reading"});
    if (!request.grant.empty())
        return granted(request, ask);
    auto head = m_objects.open(request.repo, ask);
    if (auto *need = std::get_if<Need>(&head))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&head))
        return hub::errorReply(*error);
    const auto &known = std::get<LfsObjects::Head>(head);
    auto found = fileOf(request, known);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&found))
        return hub::errorReply(*error);
    const LfsFile &file = std::get<LfsFile>(found);
    if (auto need = preparation(known, file, ask))
        return std::move(*need);

    const bool isPublic = m_knowledge.access.access(known.repo) == catalog::Access::Public;
    HttpReply reply;
    reply.headers.add("Docker-Content-Digest", "sha256:" + file.oid.text());
    addRegistryHeaders(reply.headers);
    reply.facts.repo = known.repo.text();
    if (ask.http->method == HttpMethod::Head) {
        reply.headers.add("Content-Type", "application/octet-stream");
        reply.headers.add("Accept-Ranges", "bytes");
        reply.headLength = file.size;
        return reply;
    }
    const Grant grant{GrantPurpose::OciBlob,
                      known.repo,
                      file.commit.text(),
                      file.path.text(),
                      file.oid.text(),
                      file.size,
                      isPublic ? std::string() : ask.caller.fingerprint};
    reply.status = 307;
    reply.headers.add("Location", pathPrefixFor(*ask.http, m_knowledge.options.publicUrl) +
                                      hub::ociBlobTarget(request.repo, file.oid) +
                                      "?grant=" + m_knowledge.grants.sign(grant, isPublic ? publicLife : closedLife));
    reply.headers.add("Cache-Control", "no-store");
    return reply;
}

Answer OciHandler::granted(const hub::OciBlob &request, Ask &ask)
{
    const auto content = grantedFile(m_knowledge, GrantPurpose::OciBlob, request.grant, request.digest);
    if (!content)
        return hub::errorReply(content.error());
    const LfsFile file{content->commit, content->path, content->blob, content->entry.size};
    if (isMadeUp(file))
        plantLocation(content->repo, file);
    return m_files.body(*content, ask);
}

Known<LfsFile> OciHandler::fileOf(const hub::OciBlob &request, const LfsObjects::Head &head)
{
    auto file = m_objects.inHead(head, request.digest);
    if (auto *need = std::get_if<Need>(&file))
        return std::move(*need);
    if (auto &found = std::get<std::optional<LfsFile>>(file))
        return std::move(*found);
    auto size = m_manifests.sizeOf(head.repo, request.digest);
    if (auto *need = std::get_if<Need>(&size))
        return std::move(*need);
    const auto known = std::get<std::optional<std::int64_t>>(size);
    const auto path = RepoPath::parse(std::string(madeUpFolder) + request.digest.text());
    if (!known || !path)
        return Error{ErrorCode::EntryNotFound, "no manifest of this repository names this blob"};
    return LfsFile{head.commit, *path, request.digest, *known};
}

/// The parts of a pull come without the caller's token: what is small is fetched now, of what is large the place.
std::optional<Need> OciHandler::preparation(const LfsObjects::Head &head, const LfsFile &file, Ask &ask)
{
    const std::string key = head.repo.text() + " " + file.oid.text() + " " + ask.caller.fingerprint;
    if (ask.http->method == HttpMethod::Head || isPrepared(key) || m_knowledge.parts.store.find(file.oid, file.size))
        return std::nullopt;
    const bool isPublic = m_knowledge.access.access(head.repo) == catalog::Access::Public;
    const bool isSmall = isMadeUp(file) && file.size > 0 && file.size <= largestMadeUp;
    if (!isSmall && (isPublic || isMadeUp(file)))
        return std::nullopt;
    Need need = isSmall ? Need{"oci blob " + key, [this, repo = head.repo, file,
                                                   caller = ask.caller] { return fetchMadeUp(repo, file, caller); }}
                        : m_knowledge.files.need(head.repo, Revision(file.commit), file.path, ask);
    need.learn = [this, key, learn = std::move(need.learn)] {
        const Result<void> learned = learn();
        if (learned)
            setPrepared(key);
        return learned;
    };
    return need;
}

/// Blocking. The blob is kept and verified like every other; the registry's own address of it is where it comes from.
Result<void> OciHandler::fetchMadeUp(const RepoKey &repo, const LfsFile &file, const Caller &caller) const
{
    plantLocation(repo, file);
    const bool isPublic = m_knowledge.access.access(repo) == catalog::Access::Public;
    const upstream::FileSource source{repo,
                                      file.commit,
                                      file.path,
                                      file.oid,
                                      file.size,
                                      true,
                                      isPublic ? upstream::Credentials{} : caller.credentials()};
    const fill::Joined joined =
        m_knowledge.parts.filler.join(source, {0, file.size}, {caller.address, caller.agent, caller.fingerprint});
    std::promise<void> ended;
    joined.body->whenReadable(file.size - 1, [&ended] { ended.set_value(); });
    ended.get_future().wait();
    if (joined.body->readableEnd(file.size - 1) == file.size)
        return {};
    if (const auto failure = joined.body->failure(); failure && isClosed(failure->code))
        m_knowledge.access.doubt(repo, caller);
    return fail(joined.body->failure().value_or(Error{ErrorCode::Internal, "the blob did not come"}));
}

void OciHandler::plantLocation(const RepoKey &repo, const LfsFile &file) const
{
    const std::string route = m_knowledge.parts.hub.address();
    m_knowledge.parts.hub.remember(
        repo, file.path,
        {file.commit, file.oid, file.size, true, {}, route + hub::ociBlobTarget(repo, file.oid), route});
}

bool OciHandler::isPrepared(const std::string &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_prepared.find(key);
    return known != m_prepared.end() && m_knowledge.parts.clock.steady() - known->second < preparedFor;
}

void OciHandler::setPrepared(const std::string &key)
{
    const std::lock_guard lock(m_mutex);
    if (m_prepared.size() >= mostPrepared)
        m_prepared.erase(m_prepared.begin());
    m_prepared[key] = m_knowledge.parts.clock.steady();
}

} // namespace mirrorlake::mirror
