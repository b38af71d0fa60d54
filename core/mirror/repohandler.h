// What the Hub says of a repo as such (hub-protocol §1.2 rows 2, 5, 6 and 18): kept and passed on as it came, without
// any Xet trace. Thread: I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class RepoHandler
{
public:
    explicit RepoHandler(Knowledge &knowledge) : m_knowledge(knowledge) {}

    Answer info(const hub::InfoRequest &request, Ask &ask) const;
    Answer refs(const hub::RefsRequest &request, Ask &ask) const;
    Answer commits(const hub::CommitsRequest &request, Ask &ask) const;
    /// Discussions and whatever else there is of a repo. What was told to a caller with a token is for that caller
    /// alone.
    Answer page(const hub::RepoPageRequest &request, Ask &ask) const;

private:
    Answer document(const DocumentQuestion &question, Ask &ask) const;

    Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
