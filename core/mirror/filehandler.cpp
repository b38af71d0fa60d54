#include "mirror/filehandler.h"

#include "hub/address.h"
#include "hub/errorreply.h"
#include "mirror/baseurl.h"
#include "mirror/fileheaders.h"
#include "mirror/lfspointer.h"
#include "mirror/multipart.h"
#include "mirror/wishes.h"

namespace mirrorlake::mirror {

using catalog::TreeEntry;

namespace {

/// How much of the file is asked for.
struct Extent
{
    ByteRange range;
    std::vector<ByteRange> parts; ///< of range, where it is more than one
    bool isPart = false;
    bool isUnsatisfiable = false;
};

Extent wholeOf(const TreeEntry &entry)
{
    return {{0, entry.size}, {}};
}

Extent extentOf(const HttpRequest &request, const TreeEntry &entry)
{
    const Extent whole = wholeOf(entry);
    const auto header = request.header("Range");
    if (!header || request.method != HttpMethod::Get || !isRangeWanted(request.header("If-Range"), entry))
        return whole;
    const auto specs = parseRangeHeader(*header);
    if (!specs)
        return whole;
    auto parts = wantedParts(*specs, entry.size);
    if (parts.empty())
        return {{0, 0}, {}, false, entry.size > 0};
    const ByteRange range{parts.front().begin, parts.back().end};
    if (parts.size() == 1)
        parts.clear();
    return {range, std::move(parts), true};
}

/// hub-protocol §2.5: an empty file answers bytes=0-0 by an empty 206, the only form that all clients take.
bool isProbeOfEmptyFile(const HttpRequest &request, const TreeEntry &entry)
{
    const auto header = request.header("Range");
    return entry.size == 0 && header && *header == "bytes=0-0";
}

fill::ReaderIdentity readerOf(const Ask &ask)
{
    return {ask.caller.address, ask.caller.agent, ask.caller.fingerprint};
}

/// Clients that throw away what they have when a Range is answered by 200 (hub-protocol §2.5); others would append.
bool restartsOnWhole(std::string_view agent)
{
    return agent.find("hf_hub/") != std::string_view::npos || agent.starts_with("aria2/");
}

/// For a reader that was given bytes which proved wrong: a good tail on its bad head would look complete (promise 4).
Error startOverRefusal()
{
    return {ErrorCode::HashMismatch,
            "bytes sent before proved wrong: delete what you have of this file and begin again"};
}

/// True if the path may begin with the rest of a branch that has slashes.
bool mayGoOn(const Revision &revision, const std::string &path)
{
    return revision.text() != "main" && !revision.text().starts_with("refs/") && path.find('/') != std::string::npos;
}

PinnedFile pinned(const FileContent &content)
{
    PinnedFile file{content, {}};
    addFileHeaders(file.headers, content.commit, content.entry, content.isPublic);
    addCacheControl(file.headers, content.isImmutable, content.isPublic);
    return file;
}

void sendStored(HttpReply &reply, std::shared_ptr<FileBody> body, ByteRange range)
{
    reply.file = std::move(body);
    reply.fileRange = range;
}

} // namespace

Answer FileHandler::answer(const hub::FileRequest &request, Ask &ask)
{
    auto found = find(request.repo, request.revision, request.path, ask);
    if (auto *other = std::get_if<Answer>(&found))
        return std::move(*other);
    const Content &content = std::get<Content>(found);
    const bool isPinned = content.isImmutable && content.repo == request.repo;
    if (!isPinned)
        return redirect(content, ask);
    const auto file = std::make_shared<const PinnedFile>(pinned(content));
    if (content.isPublic)
        m_pinned.put(ask.http->target, file);
    return body(*file, ask);
}

std::optional<Answer> FileHandler::again(Ask &ask)
{
    const auto file = m_pinned.find(ask.http->target);
    if (!file)
        return std::nullopt;
    const auto repo = m_knowledge.parts.catalog.repo(file->content.repo);
    const bool isOpen = repo && repo->key == file->content.repo && repo->access == catalog::Access::Public;
    return isOpen ? std::optional(body(*file, ask)) : std::nullopt;
}

Answer FileHandler::body(const Content &content, Ask &ask)
{
    return body(pinned(content), ask);
}

Answer FileHandler::raw(const hub::RawRequest &request, Ask &ask)
{
    auto found = find(request.repo, request.revision, request.path, ask);
    if (auto *other = std::get_if<Answer>(&found))
        return std::move(*other);
    const Content &content = std::get<Content>(found);
    if (!content.entry.isLfs())
        return body(content, ask);
    const bool isAlone = content.entry.oid.empty(); // learned without the tree, which alone names the pointer
    return isAlone ? m_knowledge.trees.need(content.repo, content.commit, ask.caller) : pointer(content, ask);
}

std::variant<FileHandler::Content, Answer> FileHandler::find(const RepoKey &asked, const Revision &askedRevision,
                                                             const RepoPath &askedPath, Ask &ask)
{
    auto named = m_knowledge.home(asked, askedRevision, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    const Right right = m_knowledge.access.files(repo, ask);
    if (right == Right::Refused)
        return hub::errorReply(m_knowledge.access.refusal(repo, ask.caller));
    const Revisions &revisions = m_knowledge.revisions;
    const auto [revision, rest] = revisions.place(repo, askedRevision, askedPath.text());
    const auto path = RepoPath::parse(rest);
    if (!path)
        return hub::errorReply(path.error());
    const bool isUnseen = revisions.isUnseen(repo, revision);
    if (isUnseen && mayGoOn(revision, rest)) { // a hub that reads it otherwise would answer about another file
        auto known = revisions.find(repo, revision, ask);
        if (auto *need = std::get_if<Need>(&known))
            return revisions.orLonger(std::move(*need), repo, revision, rest, ask);
    }
    if (right == Right::MustAsk || isUnseen)
        return revisions.orLonger(m_knowledge.files.need(repo, revision, *path, ask), repo, revision, rest, ask);
    auto commit = revisions.find(repo, revision, ask);
    if (auto *need = std::get_if<Need>(&commit))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&commit))
        return hub::errorReply(*error);
    const CommitSha sha = std::get<CommitSha>(commit);
    auto found = m_knowledge.files.find(repo, sha, *path, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&found))
        return hub::errorReply(*error, sha);
    const auto &entry = std::get<std::optional<TreeEntry>>(found);
    const auto blob = entry ? BlobHash::parse(entry->blobName()) : tl::unexpected<Error>(Error{});
    if (!entry || entry->isDirectory || !blob)
        return hub::errorReply(hub::entryNotFound(), sha);
    const bool isPublic = m_knowledge.access.access(repo) == catalog::Access::Public;
    return Content{repo, sha, *path, *entry, *blob, isPublic, revision.isCommit()};
}

Answer FileHandler::pointer(const Content &content, const Ask &ask) const
{
    const std::string text = lfsPointer(content.entry);
    if (gitBlobName(text) != content.entry.oid)
        return hub::errorReply({ErrorCode::UpstreamBroken, "the pointer of this file is not in the usual form"},
                               content.commit);
    TreeEntry entry = content.entry;
    entry.lfsSha256.clear();
    entry.size = static_cast<std::int64_t>(text.size());
    HttpReply reply;
    reply.facts = {Outcome::Hit, content.repo.text(), content.path.text()};
    addFileHeaders(reply.headers, content.commit, entry, content.isPublic);
    addCacheControl(reply.headers, content.isImmutable, content.isPublic);
    if (isNotModified(ask.http->header("If-None-Match").value_or(""), entry))
        reply.status = 304;
    else
        reply.text = text;
    return reply;
}

HttpReply FileHandler::redirect(const Content &content, const Ask &ask) const
{
    HttpReply reply;
    reply.status = 307;
    reply.headers.add("Location", pathPrefixFor(*ask.http, m_knowledge.options.publicUrl) +
                                      hub::resolveTarget(content.repo, Revision(content.commit), content.path));
    addFileHeaders(reply.headers, content.commit, content.entry, content.isPublic);
    m_knowledge.xetAnnouncer.addHeaders(reply.headers, content.repo, content.commit, content.entry, ask);
    addCacheControl(reply.headers, false, content.isPublic);
    reply.facts = {Outcome::None, content.repo.text(), content.path.text()};
    return reply;
}

Answer FileHandler::body(const PinnedFile &file, Ask &ask)
{
    const Content &content = file.content;
    const HttpRequest &request = *ask.http;
    if (auto info = m_knowledge.xetAnnouncer.fileInfo(content.repo, content.commit, content.entry, ask))
        return std::move(*info);
    HttpReply reply;
    reply.facts = {Outcome::Hit, content.repo.text(), content.path.text()};
    reply.headers = file.headers;
    m_knowledge.xetAnnouncer.addHeaders(reply.headers, content.repo, content.commit, content.entry, ask);
    if (isNotModified(request.header("If-None-Match").value_or(""), content.entry)) {
        reply.status = 304;
        return reply;
    }
    Extent extent = extentOf(request, content.entry);
    const fill::ReaderIdentity reader = readerOf(ask);
    const bool isFromZero = extent.range.begin == 0 && extent.parts.empty();
    if (!isFromZero && m_knowledge.parts.filler.mustStartOver(content.blob, reader)) {
        if (!restartsOnWhole(ask.caller.agent))
            return hub::errorReply(startOverRefusal(), content.commit);
        extent = wholeOf(content.entry);
    }
    if (extent.range.begin == 0 && extent.parts.empty() && request.method == HttpMethod::Get)
        m_knowledge.parts.filler.startedOver(content.blob, reader);
    if (extent.isUnsatisfiable) {
        HttpReply refused = hub::errorReply(
            {ErrorCode::RangeNotSatisfiable, "the range lies beyond the end of the file"}, content.commit);
        refused.headers.add("Content-Range", "bytes */" + std::to_string(content.entry.size));
        return refused;
    }
    if (!extent.parts.empty()) {
        makeMultipart(reply, extent.parts, content.entry.size);
        return bytes(content, std::move(reply), ask);
    }
    if (extent.isPart || isProbeOfEmptyFile(request, content.entry)) {
        reply.status = 206;
        reply.headers.add("Content-Range",
                          content.entry.size == 0 ? "bytes 0-0/0" : contentRangeOf(extent.range, content.entry.size));
    }
    reply.fileRange = extent.range;
    if (request.method == HttpMethod::Head) {
        reply.headLength = content.entry.size;
        return reply;
    }
    if (content.entry.size == 0)
        return reply;
    return bytes(content, std::move(reply), ask);
}

Answer FileHandler::bytes(const Content &content, HttpReply reply, const Ask &ask)
{
    auto stored = m_knowledge.parts.store.find(content.blob, content.entry.size);
    if (!stored)
        return join(content, std::move(reply), ask);
    m_knowledge.parts.catalog.blobUsed(content.blob);
    sendStored(reply, std::move(stored), reply.fileRange);
    return reply;
}

/// The reply waits for its first byte, so that what cannot be had is answered by an error and not by a cut connection.
Later FileHandler::join(const Content &content, HttpReply reply, const Ask &ask)
{
    const upstream::FileSource source{content.repo,
                                      content.commit,
                                      content.path,
                                      content.blob,
                                      content.entry.size,
                                      content.entry.isLfs(),
                                      content.isPublic ? upstream::Credentials{} : ask.caller.credentials()};
    fill::Joined joined = m_knowledge.parts.filler.join(source, reply.fileRange, readerOf(ask));
    reply.facts.outcome = joined.startedFill ? Outcome::Miss : Outcome::Joined;
    const auto told = [wishes = Wishes(m_knowledge.parts.catalog),
                       wish = hub::FileRequest{content.repo, Revision(content.commit), content.path},
                       &access = m_knowledge.access,
                       caller = content.grantedTo.empty() ? ask.caller : Caller{{}, content.grantedTo, {}, {}}](
                          const std::optional<Error> &error) {
        if (error && isClosed(error->code))
            access.doubt(wish.repo, caller);
        error ? wishes.failed(wish, *error) : wishes.came(wish);
    };
    return {[body = std::move(joined.body), reply = std::move(reply), commit = content.commit,
             told](const ReplySink &sink) {
        const std::int64_t begin = reply.fileRange.begin;
        body->whenReadable(begin, [body, reply, commit, begin, told, sink] {
            const auto failure = body->readableEnd(begin) <= begin ? body->failure() : std::nullopt;
            told(failure);
            if (failure) {
                sink(hub::errorReply(*failure, commit));
                return;
            }
            HttpReply ready = reply;
            sendStored(ready, body, reply.fileRange);
            sink(std::move(ready));
        });
    }};
}

} // namespace mirrorlake::mirror
