// List and search of repos (hub-protocol §1.3): the Hub's own answer, shared by all who ask without a token and private
// to each who asks with one; when upstream cannot be asked, an answer that was kept, else what the catalogue knows.
// Thread: I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class ListHandler
{
public:
    explicit ListHandler(Knowledge &knowledge) : m_knowledge(knowledge) {}

    Answer answer(const hub::ListRequest &request, Ask &ask);

private:
    Answer withoutUpstream(const hub::ListRequest &request, const PassQuestion &question, Ask &ask);
    PassedAnswer search(const hub::ListRequest &request) const;

    Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
