// xet-read-token (client-findings §2.1.2): a right to read the files of one commit through the Xet face, given to whom
// a file URL of the repo would be given, in the two forms that clients read. Thread: I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class XetTokenHandler
{
public:
    explicit XetTokenHandler(Knowledge &knowledge) : m_knowledge(knowledge) {}

    Answer answer(const hub::XetTokenRequest &request, Ask &ask);

private:
    Answer proveRight(const RepoKey &repo, const CommitSha &commit, Ask &ask);
    HttpReply token(const RepoKey &repo, const CommitSha &commit, const Ask &ask) const;

    Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
