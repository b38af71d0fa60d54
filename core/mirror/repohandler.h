// What the Hub says of a repo as such (hub-protocol §1.2 rows 2 and 5): kept and passed on as it came, without any Xet
// trace. Thread: I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class RepoHandler
{
public:
    explicit RepoHandler(const Knowledge &knowledge) : m_knowledge(knowledge) {}

    Answer info(const hub::InfoRequest &request, Ask &ask) const;
    Answer refs(const hub::RefsRequest &request, Ask &ask) const;

private:
    Answer document(const DocumentQuestion &question, Ask &ask) const;

    const Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
