// List and search of repos (hub-protocol §1.3): the Hub's own answer, shared by all who ask without a token and private
// to each who asks with one; when upstream cannot be asked, an answer that was kept, else what the catalogue knows.
// Thread: I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"
#include "mirror/search/repoindex.h"

namespace mirrorlake::mirror {

class ListHandler
{
public:
    explicit ListHandler(Knowledge &knowledge) : m_knowledge(knowledge), m_index(knowledge.parts.catalog) {}

    Answer answer(const hub::ListRequest &request, Ask &ask);

private:
    Answer withoutUpstream(const hub::ListRequest &request, const PassQuestion &question, Ask &ask);
    PassedAnswer search(const hub::ListRequest &request);

    Knowledge &m_knowledge;
    RepoIndex m_index;
};

} // namespace mirrorlake::mirror
