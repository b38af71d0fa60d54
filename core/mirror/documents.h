// Answers of the Hub kept as they came (info, refs, expanded listings): fresh for a while, revalidated by one
// conditional call, served stale when upstream fails. What an info says of its repo (canonical id, commit, private,
// gated) is noted in passing. Thread: find() on I/O threads, learn functions on learners.
#pragma once

#include "catalog/catalog.h"
#include "mirror/accessbook.h"
#include "mirror/names.h"

#include <chrono>
#include <optional>

namespace mirrorlake::mirror {

/// One answer to have: where it is asked upstream is also its name here.
struct DocumentQuestion
{
    RepoKey repo;
    std::string target;                   ///< "/api/models/org/name/revision/main?blobs=true", canonical
    std::optional<Revision> infoRevision; ///< set when the answer is the info of this revision
    std::string formBody;                 ///< not empty: asked by POST, form-urlencoded
    std::chrono::seconds ttl{60};         ///< 0 for never out of date

    std::string key() const;
};

class Documents
{
public:
    Documents(catalog::Catalog &catalog, upstream::Hub &hub, AccessBook &access, const Clock &clock)
        : m_catalog(catalog), m_hub(hub), m_access(access), m_clock(clock), m_names(catalog, clock)
    {}

    Known<std::shared_ptr<const catalog::Document>> find(const DocumentQuestion &question, Ask &ask) const;

    /// The info of a revision, which also says what commit a branch is at.
    DocumentQuestion infoQuestion(const RepoKey &repo, const std::optional<Revision> &revision,
                                  const std::string &query, std::chrono::seconds ttl) const;
    /// Asks upstream (conditionally where an answer is kept), whatever its age. Blocking.
    Result<void> refresh(const DocumentQuestion &question, const Caller &caller) const;
    /// The repo that this name stands for. That it stands for another one is asked again after the time of a ref, by
    /// the question that also tells what commit the revision is at.
    Known<RepoKey> home(const RepoKey &asked, const std::optional<Revision> &revision, std::chrono::seconds ttl,
                        const Ask &ask) const;
    /// Upstream has just said, whoever asked, what this name stands for.
    void heardOf(const RepoKey &name) const { m_names.heard(name); }
    /// The repo that is asked for, if the one who asks may see what is said of it.
    Known<RepoKey> enter(const RepoKey &asked, Ask &ask) const;
    /// Learns from the repo's full info who may read it, unless that is known. Blocking.
    Result<void> classify(const RepoKey &repo, const Caller &caller) const;
    /// Asks upstream whether this caller may read the repo's files, and notes the verdict. Blocking. Errors: the
    /// refusal too.
    Result<void> proveRight(const RepoKey &repo, const Caller &caller) const;

private:
    Result<void> learn(const DocumentQuestion &question, const Caller &caller, bool allowsStale) const;
    Result<upstream::Response> askAs(const DocumentQuestion &question, const upstream::Request &request,
                                     const upstream::Credentials &credentials) const;
    Result<void> keep(const DocumentQuestion &question, const upstream::Response &response) const;
    Result<void> touch(const DocumentQuestion &question) const;
    void noteInfo(const DocumentQuestion &question, bool isClosedRepo) const;
    bool isFresh(const DocumentQuestion &question, const catalog::Document &document) const;
    Result<upstream::Response> askUpstream(const DocumentQuestion &question, const Caller &caller,
                                           std::optional<Caller> &allowed) const;
    void noteRefusal(const DocumentQuestion &question, const Caller &caller, const Error &error) const;

    catalog::Catalog &m_catalog;
    upstream::Hub &m_hub;
    AccessBook &m_access;
    const Clock &m_clock;
    mutable Names m_names;
};

} // namespace mirrorlake::mirror
