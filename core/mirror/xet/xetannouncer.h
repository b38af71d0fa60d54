// Says in headers and listings that a file can be had through Xet, to those clients whom that helps (xet/announce.h).
// Only files of LFS are; their Xet hash is ours and names the content. Thread: any; nothing here waits.
#pragma once

#include "mirror/xet/xetbook.h"
#include "xet/announce.h"

namespace mirrorlake::mirror {

class XetAnnouncer
{
public:
    XetAnnouncer(xet::Serve serve, std::string publicUrl, XetBook &book)
        : m_serve(serve), m_publicUrl(std::move(publicUrl)), m_book(book)
    {}

    /// Adds X-Xet-Hash and its Link, if the one who asks shall have them.
    void addHeaders(HeaderBlock &headers, const RepoKey &repo, const CommitSha &commit, const catalog::TreeEntry &entry,
                    const Ask &ask);
    /// What a listing says as "xetHash"; empty for nothing.
    std::string hashFor(const catalog::TreeEntry &entry, const Ask &ask) const;
    /// The Xet form of a file's facts, if that is what was asked for.
    std::optional<HttpReply> fileInfo(const RepoKey &repo, const CommitSha &commit, const catalog::TreeEntry &entry,
                                      const Ask &ask);

private:
    std::string tokenUrl(const RepoKey &repo, const CommitSha &commit, const Ask &ask) const;

    const xet::Serve m_serve;
    const std::string m_publicUrl;
    XetBook &m_book;
};

} // namespace mirrorlake::mirror
