// What the mirror knows and how it learns more: one object each, shared by all handlers, which take a Knowledge and
// nothing else. Thread: as its parts.
#pragma once

#include "hub/foreignurls.h"
#include "mirror/baseurl.h"
#include "mirror/files.h"
#include "mirror/grant.h"
#include "mirror/mirrorservice.h"
#include "mirror/pages/passedanswers.h"
#include "mirror/xet/xetannouncer.h"

namespace mirrorlake::mirror {

struct Knowledge
{
    /// learner outlives every question, and may be made later than this.
    Knowledge(MirrorOptions theOptions, const Parts &theParts, Learner &learner);

    /// The name under which a repo is known, whatever name it was asked by.
    RepoKey canonical(const RepoKey &repo) const { return parts.catalog.canonical(repo).value_or(repo); }
    /// The same, once upstream has said again what it stands for. The name is asked about as often as a ref is.
    Known<RepoKey> home(const RepoKey &asked, const std::optional<Revision> &revision, const Ask &ask) const
    {
        return documents.home(asked, revision, options.refTtl, ask);
    }
    /// Our own address as the one who asks sees it; no slash at the end.
    std::string baseUrl(const Ask &ask) const { return baseUrlFor(*ask.http, options.publicUrl); }

    const MirrorOptions options;
    const Parts parts;
    const hub::ForeignUrls foreign;
    AccessBook access;
    Documents documents;
    PassedAnswers pages;
    Revisions revisions;
    Trees trees;
    Files files;
    const Grants grants;
    XetBook xetBook; // depends on: trees
    XetAnnouncer xetAnnouncer;
};

} // namespace mirrorlake::mirror
