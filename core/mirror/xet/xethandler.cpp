#include "mirror/xet/xethandler.h"

#include "hub/errorreply.h"
#include "mirror/baseurl.h"
#include "mirror/xet/xetcaller.h"
#include "xet/casaddress.h"
#include "xet/names.h"
#include "xet/xorbsegments.h"

#include "base/identity.h"

namespace mirrorlake::mirror {

namespace {

constexpr std::chrono::hours xorbLifetime{1};

/// Ends the download: clients give up at once on 401, and would try for minutes on others (client-findings §2.2).
HttpReply unauthorized(const std::string &why)
{
    HttpReply reply = hub::errorReply({ErrorCode::AccessDenied, why});
    reply.status = 401;
    return reply;
}

/// Makes clients ask for a new reconstruction, with their token.
HttpReply forbidden(const std::string &why)
{
    return hub::errorReply({ErrorCode::AccessDenied, why});
}

HttpReply beyondTheEnd(std::int64_t size)
{
    HttpReply reply = hub::errorReply({ErrorCode::RangeNotSatisfiable, "the range lies beyond the end"});
    reply.headers.add("Content-Range", "bytes */" + std::to_string(size));
    return reply;
}

/// What is asked of this many bytes; nothing for what lies beyond them. A header that makes no sense means all.
std::optional<ByteRange> rangeOf(const HttpRequest &request, std::int64_t size, bool &isPart)
{
    const auto specs = parseRangeHeader(request.header("Range").value_or(""));
    isPart = specs && specs->size() == 1;
    return isPart ? specs->front().within(size) : std::optional(ByteRange{0, size});
}

constexpr std::string_view spoiled =
    "bytes sent before proved wrong: delete what you have of this file and begin again";

} // namespace

struct XetHandler::Content
{
    RepoKey repo;
    CommitSha commit;
    RepoPath path;
    BlobHash blob;
    std::int64_t size = 0;
    std::string caller;   ///< as grants say it
    std::string download; ///< XetDownload::number()

    xet::Layout layout() const { return xet::Layout(size); }
};

Answer XetHandler::answer(const hub::CasRequest &request, Ask &ask)
{
    return std::visit([&](const auto &kind) { return to(kind, ask); }, request.kind);
}

HttpReply XetHandler::telemetry()
{
    HttpReply reply;
    reply.status = 204;
    reply.headers.add("Access-Control-Allow-Origin", "*");
    return reply;
}

Answer XetHandler::to(const xet::ReconstructionRequest &request, Ask &ask)
{
    const auto grant = m_knowledge.grants.check(GrantPurpose::XetToken, tokenOf(*ask.http).value_or(""));
    if (!grant)
        return unauthorized(grant.error().message);
    const auto download = XetDownload::parse(grant->detail);
    const auto commit = CommitSha::parse(grant->commit);
    if (!download || !commit)
        return unauthorized("this token opens something else");
    ask.caller = callerOf(*ask.http, *download, m_knowledge.grants.key());
    const Right right = m_knowledge.access.files(grant->repo, ask);
    if (right == Right::Refused)
        return unauthorized(m_knowledge.access.refusal(grant->repo, ask.caller).message);
    auto found = m_knowledge.xetBook.find(grant->repo, *commit, request.hash, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&found))
        return hub::errorReply(*error);
    const auto &file = std::get<std::optional<XetBook::File>>(found);
    const auto path = file ? RepoPath::parse(file->entry.path) : tl::unexpected<Error>(Error{});
    const auto blob = file ? BlobHash::parse(file->entry.blobName()) : tl::unexpected<Error>(Error{});
    if (!path || !blob)
        return hub::errorReply({ErrorCode::NotFoundHere, "this revision has no file under this Xet hash"});
    if (right == Right::MustAsk)
        return m_knowledge.files.need(grant->repo, Revision(*commit), *path, ask);
    const Content content{grant->repo, file->commit, *path, *blob, file->entry.size, grant->caller, download->number()};
    return reconstruction(request, content, ask);
}

Answer XetHandler::reconstruction(const xet::ReconstructionRequest &request, const Content &content, const Ask &ask)
{
    if (m_knowledge.parts.filler.mustStartOver(content.blob, readerOf(*ask.http, content.download)))
        return unauthorized(std::string(spoiled));
    bool isPart = false;
    const auto range = rangeOf(*ask.http, content.size, isPart);
    if (!range)
        return beyondTheEnd(content.size);
    const xet::Layout layout = content.layout();
    const xet::Reconstruction made = xet::reconstructionOf(layout, *range);
    const std::string grant = m_knowledge.grants.sign({.purpose = GrantPurpose::XetXorb,
                                                       .repo = content.repo,
                                                       .commit = content.commit.text(),
                                                       .path = content.path.text(),
                                                       .blob = content.blob.text(),
                                                       .size = content.size,
                                                       .caller = content.caller,
                                                       .detail = content.download},
                                                      xorbLifetime);
    const std::string base = baseUrlFor(*ask.http, m_knowledge.options.publicUrl);
    HttpReply reply;
    reply.headers.add("Content-Type", "application/json; charset=utf-8");
    reply.headers.add("Cache-Control", "no-store");
    reply.headers.add("Access-Control-Allow-Origin", "*");
    reply.text = xet::toJson(
        made, request.form, [&](std::int64_t xorb) { return xet::xorbHash(content.blob, layout, xorb); },
        [&](const xet::Term &term) { return base + xet::xorbTarget(term, grant); });
    const bool hasBegun = !made.terms.empty() && beginFill(content, layout.fileRange(made.terms.front().xorb), ask);
    reply.facts = {hasBegun ? Outcome::Miss : Outcome::None, content.repo.text(), {}};
    return reply;
}

bool XetHandler::beginFill(const Content &content, ByteRange range, const Ask &ask)
{
    if (m_knowledge.parts.store.find(content.blob, content.size)) {
        m_knowledge.parts.catalog.blobUsed(content.blob);
        return false;
    }
    if (ask.caller.isAnonymous())
        return false; // a xorb can begin it as well
    const upstream::FileSource source{content.repo, content.commit,          content.path, content.blob, content.size,
                                      true,         ask.caller.credentials()};
    const fill::Joined joined = m_knowledge.parts.filler.join(source, range, readerOf(*ask.http, content.download));
    joined.body->whenReadable(range.begin, [&access = m_knowledge.access, body = joined.body, repo = content.repo,
                                            caller = ask.caller, begin = range.begin] {
        const auto failure = body->readableEnd(begin) <= begin ? body->failure() : std::nullopt;
        if (failure && isClosed(failure->code))
            access.doubt(repo, caller);
    });
    return joined.startedFill;
}

Answer XetHandler::to(const xet::XorbRequest &request, Ask &ask)
{
    const auto grant = m_knowledge.grants.check(GrantPurpose::XetXorb, request.grant);
    if (!grant)
        return forbidden(grant.error().message);
    const auto commit = CommitSha::parse(grant->commit);
    const auto path = RepoPath::parse(grant->path);
    const auto blob = BlobHash::parse(grant->blob);
    if (!commit || !path || !blob)
        return forbidden("this link opens something else");
    const Content content{grant->repo, *commit, *path, *blob, grant->size, grant->caller, grant->detail};
    if (isRevoked(*grant))
        return forbidden("the right to this file has ended: ask for a new link");
    if (m_knowledge.parts.filler.mustStartOver(content.blob, readerOf(*ask.http, content.download)))
        return forbidden(std::string(spoiled));
    if (request.xorb >= content.layout().xorbCount())
        return hub::errorReply({ErrorCode::NotFoundHere, "the file has fewer xorbs"});
    return xorb(request.xorb, content, ask);
}

Answer XetHandler::xorb(std::int64_t number, const Content &content, const Ask &ask)
{
    const xet::Layout layout = content.layout();
    const std::int64_t length = layout.xorbLength(number);
    bool isPart = false;
    const auto range = rangeOf(*ask.http, length, isPart);
    if (!range)
        return beyondTheEnd(length);
    HttpReply reply;
    reply.headers.add("Content-Type", "application/octet-stream");
    reply.headers.add("Accept-Ranges", "bytes");
    reply.headers.add("ETag", "\"" + xet::xorbHash(content.blob, layout, number) + "\"");
    reply.headers.add("Cache-Control", "private, max-age=31536000, immutable");
    reply.headers.add("Access-Control-Allow-Origin", "*");
    reply.headers.add("Access-Control-Expose-Headers", "Content-Range,ETag,Accept-Ranges");
    reply.facts = {Outcome::Hit, content.repo.text(), content.path.text()};
    if (isPart) {
        reply.status = 206;
        reply.headers.add("Content-Range", "bytes " + std::to_string(range->begin) + "-" +
                                               std::to_string(range->end - 1) + "/" + std::to_string(length));
    }
    if (ask.http->method == HttpMethod::Head) {
        reply.headLength = length;
        return reply;
    }
    reply.segments = std::make_shared<xet::XorbSegments>(layout, number, *range);
    reply.fileRange = layout.fileRangeWithin(number, *range);
    reply.file = m_knowledge.parts.store.find(content.blob, content.size);
    if (reply.file)
        return reply;
    return join(content, reply.fileRange, std::move(reply), ask);
}

/// The reply waits for its first byte, so that what cannot be had is answered by an error and not by a cut connection.
Later XetHandler::join(const Content &content, ByteRange range, HttpReply reply, const Ask &ask)
{
    const upstream::FileSource source{content.repo, content.commit, content.path, content.blob, content.size, true, {}};
    fill::Joined joined = m_knowledge.parts.filler.join(source, range, readerOf(*ask.http, content.download));
    reply.facts.outcome = joined.startedFill ? Outcome::Miss : Outcome::Joined;
    reply.file = std::move(joined.body);
    return {[&filler = m_knowledge.parts.filler, &access = m_knowledge.access, repo = content.repo,
             caller = Caller{{}, content.caller, {}, {}}, reply = std::move(reply), range, blob = content.blob,
             reader = readerOf(*ask.http, content.download)](const ReplySink &sink) {
        const std::shared_ptr<FileBody> body = reply.file;
        body->whenReadable(range.begin, [&filler, &access, repo, caller, reply, body, range, blob, reader, sink] {
            const auto failure = body->readableEnd(range.begin) <= range.begin ? body->failure() : std::nullopt;
            if (failure && isClosed(failure->code))
                access.doubt(repo, caller);
            if (filler.mustStartOver(blob, reader))
                sink(forbidden(std::string(spoiled)));
            else if (failure && (isClosed(failure->code) || failure->code == ErrorCode::AccessDenied))
                sink(forbidden("the file is not open to this link: ask for a new one"));
            else if (failure)
                sink(hub::errorReply(*failure));
            else
                sink(reply);
        });
    }};
}

/// What upstream has refused since the grant was given. A grant for everyone ends when the repo is closed.
bool XetHandler::isRevoked(const Grant &grant) const
{
    if (m_knowledge.access.access(grant.repo) == catalog::Access::Public)
        return false;
    return grant.caller == anyone || m_knowledge.access.isRefused(grant.repo, grant.caller);
}

} // namespace mirrorlake::mirror
