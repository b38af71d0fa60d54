// The files of a commit: from memory, from the catalogue's disk, or listed from upstream page by page. A commit's tree
// never changes, so it is asked for once in its life. Thread: find() on I/O threads, learn() on learners.
#pragma once

#include "catalog/catalog.h"
#include "mirror/accessbook.h"

namespace mirrorlake::mirror {

class Trees
{
public:
    using TreePointer = std::shared_ptr<const catalog::Tree>;

    Trees(catalog::Catalog &catalog, upstream::Hub &hub, AccessBook &access)
        : m_catalog(catalog), m_hub(hub), m_access(access)
    {}

    Known<TreePointer> find(const RepoKey &repo, const CommitSha &commit, const Ask &ask) const;
    Need need(const RepoKey &repo, const CommitSha &commit, const Caller &caller) const;
    /// Blocking. Errors as the Hub's; UpstreamBroken for a listing that cannot be right.
    Result<TreePointer> learn(const RepoKey &repo, const CommitSha &commit, const Caller &caller) const;

private:
    Result<TreePointer> list(const RepoKey &repo, const CommitSha &commit, const Caller &caller) const;
    Result<upstream::Response> page(const upstream::Request &request, const RepoKey &repo, const CommitSha &commit,
                                    const Caller &caller) const;

    catalog::Catalog &m_catalog;
    upstream::Hub &m_hub;
    AccessBook &m_access;
};

} // namespace mirrorlake::mirror
