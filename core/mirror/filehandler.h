// HEAD and GET of a file (hub-protocol §2): an alias is pinned by a relative 307 to its commit; a commit's file is
// answered from its tree, its bytes from the store or, while they come, from the fill. Thread: I/O threads and
// learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"
#include "mirror/pinnedfiles.h"

namespace mirrorlake::mirror {

class FileHandler
{
public:
    using Content = FileContent;

    explicit FileHandler(Knowledge &knowledge) : m_knowledge(knowledge), m_pinned(knowledge.parts.clock) {}

    Answer answer(const hub::FileRequest &request, Ask &ask);
    /// The answer to an address that was answered a moment ago, if nobody has to be asked who may read.
    std::optional<Answer> again(Ask &ask);
    /// The object as git holds it: of an LFS file its pointer, made from hash and size and checked by its own hash.
    Answer raw(const hub::RawRequest &request, Ask &ask);

    Answer body(const Content &content, Ask &ask);

private:
    Answer body(const PinnedFile &file, Ask &ask);
    /// The file, or what stands in its way.
    std::variant<Content, Answer> find(const RepoKey &asked, const Revision &revision, const RepoPath &path, Ask &ask);
    Answer pointer(const Content &content, const Ask &ask) const;

    HttpReply redirect(const Content &content, const Ask &ask) const;
    Answer bytes(const Content &content, HttpReply reply, const Ask &ask);
    Later join(const Content &content, HttpReply reply, const Ask &ask);

    Knowledge &m_knowledge;
    PinnedFiles m_pinned;
};

} // namespace mirrorlake::mirror
