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

private:
    struct Content; ///< one file that may be read by the one who asks

    HttpReply redirect(const hub::FileRequest &request, const Content &content, const Ask &ask) const;
    Answer body(const Content &content, Ask &ask);
    Answer bytes(const Content &content, HttpReply reply, const Ask &ask);
    Later join(const Content &content, HttpReply reply, const Ask &ask);

    Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
