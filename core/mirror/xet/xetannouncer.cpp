#include "mirror/xet/xetannouncer.h"

#include "hub/address.h"
#include "mirror/baseurl.h"
#include "xet/answers.h"
#include "xet/casaddress.h"
#include "xet/names.h"

namespace mirrorlake::mirror {

namespace {

using catalog::TreeEntry;

std::string hashOf(const TreeEntry &entry)
{
    const auto blob = BlobHash::parse(entry.lfsSha256);
    return blob ? xet::fileHash(*blob) : std::string();
}

void addHash(HeaderBlock &headers, const std::string &hash, const std::string &links)
{
    headers.add("X-Xet-Hash", hash);
    headers.add("Link", links);
    headers.add("Access-Control-Expose-Headers", "X-Xet-Hash");
}

} // namespace

std::string XetAnnouncer::tokenUrl(const RepoKey &repo, const CommitSha &commit, const Ask &ask) const
{
    return baseUrlFor(*ask.http, m_publicUrl) + hub::apiTarget(repo, "xet-read-token", Revision(commit));
}

std::string XetAnnouncer::hashFor(const TreeEntry &entry, const Ask &ask) const
{
    const bool isTold = entry.isLfs() && xet::isAnnounced(m_serve, ask.caller.agent, entry.size);
    return isTold ? hashOf(entry) : std::string();
}

void XetAnnouncer::addHeaders(HeaderBlock &headers, const RepoKey &repo, const CommitSha &commit,
                              const TreeEntry &entry, const Ask &ask)
{
    const std::string hash = hashFor(entry, ask);
    if (hash.empty())
        return;
    m_book.announced(repo, commit, entry);
    addHash(headers, hash, xet::tokenLink(tokenUrl(repo, commit, ask)));
}

std::optional<HttpReply> XetAnnouncer::fileInfo(const RepoKey &repo, const CommitSha &commit, const TreeEntry &entry,
                                                const Ask &ask)
{
    const bool isWanted = xet::isFileInfoWanted(m_serve, ask.http->header("Accept").value_or(""));
    if (!isWanted || !entry.isLfs() || entry.size <= 0)
        return std::nullopt;
    m_book.announced(repo, commit, entry);
    xet::FileInfo info;
    info.hash = hashOf(entry);
    info.tokenUrl = tokenUrl(repo, commit, ask);
    info.reconstructionUrl =
        baseUrlFor(*ask.http, m_publicUrl) + std::string(xet::casPath) + "/v1/reconstructions/" + info.hash;
    info.etag = "\"" + entry.blobName() + "\"";
    info.size = entry.size;
    HttpReply reply;
    reply.headers.add("Content-Type", xet::fileInfoType);
    reply.headers.add("X-Repo-Commit", commit.text());
    reply.headers.add("ETag", info.etag);
    reply.headers.add("X-Linked-Etag", info.etag);
    reply.headers.add("X-Linked-Size", entry.size);
    reply.headers.add("Cache-Control", "no-store");
    reply.headers.add("Vary", "Accept, Authorization");
    reply.headers.add("Access-Control-Allow-Origin", "*");
    reply.headers.add("Access-Control-Expose-Headers", "X-Repo-Commit,X-Linked-Size,X-Linked-ETag,ETag,Link");
    addHash(reply.headers, info.hash, xet::linksOf(info));
    reply.facts = {Outcome::None, repo.text(), entry.path};
    reply.text = xet::toJson(info);
    return reply;
}

} // namespace mirrorlake::mirror
