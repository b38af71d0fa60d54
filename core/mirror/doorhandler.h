// The other doors to the same blobs (git, git-lfs, registry) behind one: who answers which address, and errors in the
// words that each door's clients read. Thread: as its handlers.
#pragma once

#include "hub/requests.h"
#include "mirror/git/githandler.h"
#include "mirror/lfs/lfshandler.h"
#include "mirror/oci/ocihandler.h"

namespace mirrorlake::mirror {

class DoorHandler
{
public:
    DoorHandler(Knowledge &knowledge, FileHandler &files)
        : m_knowledge(knowledge), m_objects(knowledge), m_lfs(knowledge, files, m_objects),
          m_oci(knowledge, files, m_objects), m_git(knowledge)
    {}

    Answer answer(const hub::DoorRequest &request, Ask &ask);

    /// A sink that gives errors the shape of the door they came through: text for git, git-lfs's and the registry's
    /// JSON, and each its own challenge with a 401.
    ReplySink inItsWords(const hub::DoorRequest &request, std::shared_ptr<const HttpRequest> http,
                         ReplySink sink) const;

private:
    Knowledge &m_knowledge;
    LfsObjects m_objects;
    LfsHandler m_lfs;
    OciHandler m_oci;
    GitHandler m_git;
};

} // namespace mirrorlake::mirror
