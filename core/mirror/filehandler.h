// HEAD and GET of a file (hub-protocol §2): an alias is pinned by a relative 307 to its commit; a commit's file is
// answered from its tree, its bytes from the store or, while they come, from the fill. Thread: I/O threads and
// learners.
#pragma once

#include "hub/target.h"
#include "mirror/files.h"
#include "mirror/mirrorservice.h"

namespace mirrorlake::mirror {

class FileHandler
{
public:
    FileHandler(const MirrorOptions &options, const Parts &parts, AccessBook &access, const Revisions &revisions,
                Files &files)
        : m_options(options), m_parts(parts), m_access(access), m_revisions(revisions), m_files(files)
    {}

    Answer answer(const hub::FileRequest &request, Ask &ask);

private:
    struct Content; ///< one file that may be read by the one who asks

    HttpReply redirect(const hub::FileRequest &request, const Content &content, const Ask &ask) const;
    Answer body(const Content &content, Ask &ask);
    Answer bytes(const Content &content, HttpReply reply, const Ask &ask);
    Later join(const Content &content, HttpReply reply, const Ask &ask);

    MirrorOptions m_options;
    Parts m_parts;
    AccessBook &m_access;
    const Revisions &m_revisions;
    Files &m_files;
};

} // namespace mirrorlake::mirror
