// Tree and paths-info (hub-protocol §1.2 rows 3 and 4, §1.4): answered from the commit's tree; with expand, which the
// tree does not hold, by the Hub's own answer, kept. Pages have our own cursors and our own absolute Links. Thread: I/O
// threads and learners.
#pragma once

#include "hub/infojson.h"
#include "hub/target.h"
#include "mirror/mirrorservice.h"
#include "mirror/revisions.h"
#include "mirror/trees.h"

namespace mirrorlake::mirror {

class ListingHandler
{
public:
    ListingHandler(const MirrorOptions &options, const Parts &parts, AccessBook &access, const Documents &documents,
                   const Revisions &revisions, const Trees &trees)
        : m_options(options), m_parts(parts), m_access(access), m_documents(documents), m_revisions(revisions),
          m_trees(trees)
    {}

    Answer tree(const hub::TreeRequest &request, Ask &ask) const;
    Answer pathsInfo(const hub::PathsInfoRequest &request, Ask &ask) const;

private:
    struct Listed;

    Known<Listed> listed(const RepoKey &asked, const Revision &revision, Ask &ask) const;
    Answer expanded(const RepoKey &repo, std::string target, std::string form, const CommitSha &commit, Ask &ask) const;
    HttpReply page(const hub::TreeRequest &request, const Listed &listed, const Ask &ask) const;

    MirrorOptions m_options;
    Parts m_parts;
    AccessBook &m_access;
    const Documents &m_documents;
    const Revisions &m_revisions;
    const Trees &m_trees;
};

} // namespace mirrorlake::mirror
