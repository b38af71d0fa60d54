// HEAD and GET of a file (hub-protocol §2): an alias is pinned by a relative 307 to its commit; a commit's file is
// answered from its tree, its bytes from the store or, while they come, from the fill. Thread: I/O threads and
// learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class FileHandler
{
public:
    explicit FileHandler(Knowledge &knowledge) : m_knowledge(knowledge) {}

    Answer answer(const hub::FileRequest &request, Ask &ask);
    /// The object as git holds it: of an LFS file its pointer, made from hash and size and checked by its own hash.
    Answer raw(const hub::RawRequest &request, Ask &ask);

    /// One file that may be read by the one who asks.
    struct Content
    {
        RepoKey repo;
        CommitSha commit;
        RepoPath path;
        catalog::TreeEntry entry;
        BlobHash blob;
        bool isPublic = true;
        bool isImmutable = true; ///< asked by its commit
    };
    Answer body(const Content &content, Ask &ask);

private:

    /// The file, or what stands in its way.
    std::variant<Content, Answer> find(const RepoKey &asked, const Revision &revision, const RepoPath &path, Ask &ask);
    Answer pointer(const Content &content, const Ask &ask) const;

    HttpReply redirect(const Content &content, const Ask &ask) const;
    Answer bytes(const Content &content, HttpReply reply, const Ask &ask);
    Later join(const Content &content, HttpReply reply, const Ask &ask);

    Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
