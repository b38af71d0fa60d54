// GET …/auth-check (hub-protocol §1.2 row 12): may this caller read the files of the repo? The same verdict that guards
// them. Thread: I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class AuthHandler
{
public:
    explicit AuthHandler(Knowledge &knowledge) : m_knowledge(knowledge) {}

    Answer answer(const hub::AuthCheckRequest &request, Ask &ask);

private:
    Result<void> learn(const RepoKey &repo, const Caller &caller);

    Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
