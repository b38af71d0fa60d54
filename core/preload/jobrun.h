// One job while it runs: starts a few fills at a time, joins those that run already, and notices what becomes of them.
// Fills without other readers come after all that clients wait for. All fills of a job share one pace, its limit; a
// fill holds to it only while nobody but jobs has joined, so that no client is slowed by a job that wants the same file
// (Filler::join). Thread: advance() and figures from one; made on any.
#pragma once

#include "base/clock.h"
#include "fill/filler.h"
#include "preload/jobdetail.h"
#include "preload/resolver.h"
#include "preload/room.h"

#include <unordered_map>
#include <unordered_set>

namespace mirrorlake::preload {

/// Fills that run now, by blob.
using RunningFills = std::unordered_map<BlobHash, fill::FillSnapshot>;

class JobRun
{
public:
    /// What it works with; all outlive it.
    struct Parts
    {
        store::BlobStore &store;
        fill::Filler &filler;
        const Clock &clock;
        std::function<void()> wake; ///< called on any thread when advance() is worth while
    };

    /// Looks at the disk for what is here already.
    JobRun(const Resolved &resolved, Parts parts);
    ~JobRun(); ///< its fills end, unless somebody else wants them; what came of them stays

    /// Bytes a second for all its fills together; 0: no limit. Holds at once, for running fills too.
    void setPace(std::int64_t bytesPerSecond);
    /// Starts and ends what can be, with at most so many files on their way.
    void advance(Clock::Steady now, int files, const RunningFills &fills);

    bool isOver() const { return m_open == 0; } ///< all files are here or have failed
    bool isVerifying() const { return m_isVerifying; }
    bool isClosing() const { return m_isClosing; } ///< a file is about to be here: look again at once
    std::int64_t bytes() const { return m_bytes; }
    std::int64_t doneBytes() const { return m_doneBytes; }
    std::int64_t files() const { return m_files; }
    std::int64_t doneFiles() const { return m_doneFiles; }
    const std::vector<FileFailure> &failures() const { return m_failures; }
    const std::vector<FileProgress> &active() const { return m_active; }
    /// Its files that were not here when it began, by the name of their blob; adds parts and sources of those that are
    /// on their way.
    std::unordered_map<std::string, JobFile> describe(JobDetail &detail) const;
    /// Files that are neither here nor have failed.
    std::vector<UnfinishedFile> unfinished() const;
    /// What went wrong since the last time, with the file that it happened to.
    std::vector<std::string> takeNotes();
    /// Why nothing comes, as the fills say; or empty.
    const Reason &trouble() const { return m_trouble; }
    /// What stops the job as a whole (a full disk, a limit of upstream) rather than one file; given once.
    std::optional<Error> takeObstacle();

private:
    struct File
    {
        catalog::TreeEntry entry;
        BlobHash blob;
        std::int64_t paths = 1; ///< files of the commit that are this blob
        std::int64_t done = 0;
        int attempts = 0;
        Clock::Steady notBefore{};
        std::shared_ptr<FileBody> body{}; ///< on its way
        std::shared_ptr<const fill::FillInsight> insight{};
        std::uint64_t notesSeen = 0;
        Reason trouble{}; ///< of its last attempt
        bool isWaiting = true;
    };

    void add(const catalog::TreeEntry &entry, const std::unordered_set<BlobHash> &begun);
    void start(File &file);
    void look(File &file, Clock::Steady now);
    void completed(File &file);
    void failed(File &file, const Error &error, Clock::Steady now);
    void sum(const RunningFills &fills);
    void gatherNotes(File &file);

    const RepoKey m_repo;
    const CommitSha m_commit;
    const Parts m_parts;
    const std::shared_ptr<upstream::LineLimit> m_pace;
    std::vector<File> m_work; ///< not complete when the job began, in order of path
    std::unordered_map<BlobHash, std::size_t> m_index;
    std::unordered_set<BlobHash> m_here; ///< complete when the job began
    std::size_t m_open = 0;
    std::int64_t m_bytes = 0;
    std::int64_t m_hereBytes = 0;
    std::int64_t m_doneBytes = 0;
    std::int64_t m_files = 0;
    std::int64_t m_doneFiles = 0;
    bool m_isVerifying = false;
    bool m_isClosing = false;
    Reason m_trouble;
    std::vector<FileFailure> m_failures;
    std::vector<FileProgress> m_active;
    std::optional<Error> m_obstacle;
    std::vector<std::string> m_notes;
};

} // namespace mirrorlake::preload
