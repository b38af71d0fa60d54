// Keeps the cache within its bounds: looks every few seconds whether it is too large, the disk too full or something
// too old, asks the planner what goes, and lets it go. What goes for its age, or by hand, goes to the trash and can
// come back for some days; the trash is emptied first when space is needed, and what then still has to go is deleted at
// once. Nothing that is pinned or being read goes. Serving never waits: everything happens on the sweeper's own thread.
// Thread: grew(), lacked() and facts() from any and never waiting; the others from any, and as long as a sweep takes.
#pragma once

#include "sweep/librarian.h"
#include "sweep/sweepoptions.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace mirrorlake::sweep {

/// One blob that would go, or went.
struct SweptItem
{
    BlobHash hash;
    std::int64_t size = 0;
    std::int64_t lastUsedAt = 0;
    Reason reason = Reason::ByHand;
    Place place; ///< empty when no known commit has it
};

struct SweepResult
{
    std::vector<SweptItem> items;
    std::int64_t freed = 0;   ///< bytes, none counted twice
    std::int64_t missing = 0; ///< bytes of what was wished that cannot be freed
    std::int64_t keptPinned = 0;
    std::int64_t keptInUse = 0;
    std::int64_t keptYoung = 0;
    std::string policy;
    double inflation = 0;                                  ///< see Plan
    std::vector<std::pair<RepoKey, CommitSha>> oldCommits; ///< of which nothing stays
};

/// For the snapshot and the metrics.
struct SweepFacts
{
    std::int64_t heldBytes = 0;  ///< complete blobs; 0 until they were counted
    std::int64_t trashBytes = 0; ///< of what can come back
    std::int64_t sweptBlobs = 0; ///< since the start
    std::int64_t sweptBytes = 0;
    std::int64_t lastSweepAt = 0; ///< unix seconds; 0: none yet
    bool isShort = false;         ///< the bounds cannot be kept: what is left is pinned, in use or too young
};

class Sweeper
{
public:
    struct Parts
    {
        catalog::Catalog &catalog;
        store::BlobStore &store;
        const Clock &clock;
        std::function<std::vector<BlobHash>()> beingFilled; ///< partial blobs that are not left over
    };

    Sweeper(Parts parts, SweepOptions options);
    ~Sweeper();

    void start();
    void stop();
    void setOptions(SweepOptions options);

    void grew(std::int64_t bytes);   ///< a blob became complete
    void lacked(std::int64_t bytes); ///< a fill waits for so much space
    SweepFacts facts() const;

    /// What would go to free so many bytes now; and that itself. Errors: Io, BadRequest for no such policy.
    Result<SweepResult> preview(std::int64_t toFree, const std::string &policy = {});
    Result<SweepResult> sweep(std::int64_t toFree, const std::string &policy = {}, bool isForGood = false);

    /// Lets go the complete blobs of what a pin's words name, unless pinned or in use. Errors: Io.
    Result<SweepResult> remove(const Pin &what, bool isForGood = false);
    /// Brings back what lies in the trash: one blob, or all. Gives how many came.
    Result<std::int64_t> restore(const std::optional<BlobHash> &hash);
    std::vector<store::TrashedBlob> trashed() const { return m_parts.store.trash().list(); }
    void emptyTrash();

    /// One look at everything; made by the thread every few seconds.
    void pass();

private:
    void run();
    bool isStopping() const { return m_isStopping.load(); }
    SweepOptions options() const;
    void countOnce();
    void expireTrash();
    void discardPartials();
    bool areRulesDue();
    std::int64_t overflow();
    std::int64_t reachable(const std::vector<std::int64_t> &lacking);
    std::vector<std::int64_t> lackings() const;
    std::int64_t purgeTrash(std::int64_t bytes);
    void keepBounds(bool withRules);
    Result<SweepResult> decide(std::int64_t toFree, Reason reason, const std::string &policy, bool withRules) const;
    Result<void> name(SweepResult &result) const;
    Result<SweepResult> carryOut(SweepResult result, bool isForGood);
    bool letGo(const SweptItem &item, bool isForGood);

    const Parts m_parts;
    const Librarian m_librarian;

    mutable std::mutex m_optionsMutex;
    SweepOptions m_options;

    std::mutex m_workMutex; ///< one sweep at a time
    bool m_isCounted = false;
    std::int64_t m_countedAt = 0;
    std::int64_t m_rulesAt = 0;
    std::int64_t m_partialsAt = 0;
    std::int64_t m_hopeless = 0; ///< the least that was wanted in vain
    Clock::Steady m_hopelessAt{};

    std::atomic<std::int64_t> m_held{0};
    std::atomic<std::int64_t> m_sweptBlobs{0};
    std::atomic<std::int64_t> m_sweptBytes{0};
    std::atomic<std::int64_t> m_lastSweepAt{0};
    std::atomic<bool> m_isShort{false};

    std::atomic<bool> m_isStopping{false};
    mutable std::mutex m_wakeMutex;      ///< guards what follows
    std::vector<std::int64_t> m_lacking; ///< bytes that fills wait for
    std::condition_variable m_wake;
    bool m_isWoken = false;
    std::thread m_thread; ///< depends on: all above
};

} // namespace mirrorlake::sweep
