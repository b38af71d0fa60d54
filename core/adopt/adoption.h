// One import: finds out what lies in a folder, asks the Hub which files that should be where it can be asked, and takes
// in what has the right hash. Where the Hub cannot be asked, a Hub cache is believed as to which file belongs to which
// commit; who may read it is then asked as ever, unless the owner said that it is open. Thread: run() takes the
// caller's own for as long as it needs; all else any.
#pragma once

#include "adopt/hubcache.h"
#include "adopt/report.h"
#include "catalog/catalog.h"
#include "preload/resolver.h"
#include "store/blobstore.h"

#include <atomic>
#include <mutex>
#include <set>

namespace mirrorlake::adopt {

/// What it works with; all outlive it.
struct Parts
{
    catalog::Catalog &catalog;
    store::BlobStore &store;
    upstream::Hub &hub;
    const Clock &clock;
};

class Adoption
{
public:
    /// begun: with number and order. onTaken: told of the bytes of each file that was taken; must be cheap.
    Adoption(Parts parts, Report begun, std::function<void(std::int64_t)> onTaken);

    void run();
    /// run() returns soon.
    void stop() { m_isStopped = true; }
    Report report() const;

private:
    /// A commit with those of its files that are there.
    struct Plan
    {
        RepoKey repo;
        CommitSha commit;
        bool isConfirmed = false;
        std::vector<Found> files;
    };

    Result<void> carryOut();
    Result<void> look();
    Result<void> lookAtCache(const HubCache &cache, const std::optional<RepoKey> &only);
    Result<void> lookAtFolder(const RepoKey &repo, const Revision &revision);
    Result<preload::Resolved> ask(const RepoKey &repo, const Revision &revision);
    void plan(Plan plan);
    Result<void> checkSpace() const;
    Result<void> take();
    Result<void> takeFile(const Plan &plan, const Found &found);
    void noteTaken(const BlobHash &hash, const Found &found, store::Adopted how);
    void noteFile(const Plan &plan, const Found &found);
    void noteRefs();
    void noteAccessOpen(const RepoKey &repo);
    void refuse(const RepoKey &repo, std::string path, Reason reason);
    void change(const std::function<void(Report &)> &changed);
    Result<void> goOn() const;

    const Parts m_parts;
    const Order m_order;
    const std::function<void(std::int64_t)> m_onTaken;
    const preload::Resolver m_resolver;
    std::atomic<bool> m_isStopped{false};
    bool m_isHubGone = false;  ///< it was asked in vain in this run
    std::vector<Plan> m_plans; ///< of run()'s thread, as all up to the mutex
    std::vector<CachedRef> m_refs;
    std::set<std::string> m_counted; ///< names of blobs
    mutable std::mutex m_mutex;
    Report m_report; ///< guarded by the mutex
};

} // namespace mirrorlake::adopt
