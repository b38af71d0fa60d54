// What the mirror knows and how it learns more: one object each, shared by all handlers, which take a Knowledge and
// nothing else. Thread: as its parts.
#pragma once

#include "mirror/files.h"
#include "mirror/grant.h"
#include "mirror/mirrorservice.h"
#include "mirror/xet/xetannouncer.h"

namespace mirrorlake::mirror {

struct Knowledge
{
    /// learner outlives every question, and may be made later than this.
    Knowledge(MirrorOptions theOptions, const Parts &theParts, Learner &learner)
        : options(std::move(theOptions)), parts(theParts), access(parts.catalog, parts.clock),
          documents(parts.catalog, parts.hub, access, parts.clock),
          revisions(parts.catalog, documents, parts.clock, options.refTtl), trees(parts.catalog, parts.hub),
          files({parts.catalog, parts.hub, access, documents, revisions, trees, learner, parts.clock}),
          grants(options.grantKey, parts.clock), xetBook(trees), xetAnnouncer(options.xet, options.publicUrl, xetBook)
    {}

    /// The name under which a repo is known, whatever name it was asked by.
    RepoKey canonical(const RepoKey &repo) const { return parts.catalog.canonical(repo).value_or(repo); }

    const MirrorOptions options;
    const Parts parts;
    AccessBook access;
    Documents documents;
    Revisions revisions;
    Trees trees;
    Files files;
    const Grants grants;
    XetBook xetBook; // depends on: trees
    XetAnnouncer xetAnnouncer;
};

} // namespace mirrorlake::mirror
