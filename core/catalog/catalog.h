// What is known: repos, refs, trees, single files, answers and the use of blobs, in one SQLite file (WAL; README.md in
// this folder has the tables). One writer thread commits once a second or every 1000 rows; what was put can be read at
// once, because the hot part lives in memory and what is not yet committed is kept there. Losing the last second, or
// the whole file, costs questions to upstream, never bytes. Every call takes any known name of a repo: an alias and its
// canonical name are the same repo. Thread: any. Calls marked "memory" and all put…, add…, remove… and blob… never
// touch the disk and are fit for I/O threads; the others may read SQLite and belong on a pool.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"
#include "catalog/dayrow.h"
#include "catalog/job.h"
#include "catalog/sweeprecord.h"
#include "catalog/tree.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mirrorlake::catalog {

/// Who may read a repo, as far as upstream has told us (promise 8). Gated: metadata is open, files need a right.
/// Private: both need one (hub-protocol §3.2).
enum class Access
{
    Unknown,
    Public,
    Gated,
    Private
};

/// Whether upstream still has a repo that it once had. What is cached of one that is gone stays, and its owner decides
/// what becomes of it.
enum class Presence
{
    Present,
    Gone
};

struct RepoRecord
{
    RepoKey key; ///< given back with the canonical name
    Access access = Access::Unknown;
    std::int64_t accessCheckedAt = 0; ///< unix seconds
    Presence presence = Presence::Present;
    std::int64_t presenceSince = 0; ///< unix seconds of the last change
};

struct RefRecord
{
    CommitSha commit;
    std::int64_t checkedAt = 0; ///< unix seconds of the last answer from upstream
};

/// An answer of the Hub kept as it came: info, refs, paths-info with expand, … Public answers only.
struct Document
{
    std::string body;
    std::string contentType;
    std::string etag;           ///< upstream's, weak or strong; for If-None-Match upstream
    std::string commit;         ///< X-Repo-Commit, or empty
    std::int64_t fetchedAt = 0; ///< unix seconds
    std::string next{};         ///< path and query of the next page, or empty
    std::string headers{};      ///< further ones that go with it: "Name: value\r\n" each
};

/// One blob's life, for eviction and the Cached page.
struct BlobRecord
{
    BlobHash hash;
    std::int64_t size = 0; ///< 0 with completedAt 0: it was used, but its completion is not on record (a new catalogue)
    std::int64_t completedAt = 0; ///< unix seconds
    std::int64_t lastUsedAt = 0;  ///< unix seconds
    std::int64_t hits = 0;
};

/// Something that was asked for in vain while upstream could not be asked.
struct Wanted
{
    RepoKey repo;
    Revision revision;
    std::string path;         ///< empty: the revision itself, or its listing
    std::int64_t askedAt = 0; ///< unix seconds, the last time
    std::int64_t times = 0;
};

struct CatalogOptions
{
    // Memory for what could be read from the file again
    Bytes treeMemory = mebibytes(256);
    Bytes fileMemory = mebibytes(32);
    Bytes documentMemory = mebibytes(64);
    int readers = 4; ///< connections for reading
    // Rows that are kept; the oldest go first
    std::int64_t maxDocuments = 200'000;
    std::int64_t maxWanted = 100'000;
};

class Catalog
{
public:
    /// Opens or makes the file and migrates it. A later version than ours is refused. A damaged file is set aside
    /// beside the new one, with
    /// ".damaged-" and the time behind its name. Errors: DataFolderUnusable, NoSpace, ReadOnly, Io.
    static Result<std::unique_ptr<Catalog>> open(const std::filesystem::path &file, const Clock &clock,
                                                 const CatalogOptions &options = {});
    ~Catalog(); ///< commits what is pending

    // Repos and their other names (renames, legacy ids, letter case)
    std::optional<RepoRecord> repo(const RepoKey &key) const; ///< memory
    std::vector<RepoRecord> repos() const;                    ///< memory; in no order
    void putRepo(const RepoRecord &record);
    /// What this name was last said to stand for; nothing when it is no alias.
    std::optional<RepoKey> canonical(const RepoKey &alias) const; ///< memory
    /// What is known under alias (record, refs, trees, files) is known under canonical afterwards, where that has
    /// nothing of its own; of two records the one that was checked later stays. A name put as its own alias is
    /// canonical again.
    void putAlias(const RepoKey &alias, const RepoKey &canonical);
    void removeAlias(const RepoKey &alias);

    // Refs. A force-push is a put; a deleted branch or tag is removed; trees of commits that no ref names stay.
    std::optional<RefRecord> ref(const RepoKey &repo, const Revision &revision) const; ///< memory
    std::vector<std::pair<Revision, RefRecord>> refs(const RepoKey &repo) const;       ///< memory; in order of revision
    void putRef(const RepoKey &repo, const Revision &revision, const RefRecord &record);
    void removeRef(const RepoKey &repo, const Revision &revision);

    // Trees and files of commits. Which commits and paths use a blob follows from them (TreeEntry::blobName()), and is
    // stored nowhere else.
    std::shared_ptr<const Tree> treeInMemory(const RepoKey &repo, const CommitSha &commit) const; ///< memory
    bool hasTree(const RepoKey &repo, const CommitSha &commit) const;                             ///< memory
    std::vector<CommitSha> commits(const RepoKey &repo) const; ///< memory; those with a tree, in no order
    Result<std::shared_ptr<const Tree>> loadTree(const RepoKey &repo,
                                                 const CommitSha &commit); ///< nullptr when not known
    void putTree(const RepoKey &repo, const CommitSha &commit, std::shared_ptr<const Tree> tree);
    void removeTree(const RepoKey &repo, const CommitSha &commit);
    /// A file learned without its tree.
    std::optional<TreeEntry> fileInMemory(const RepoKey &repo, const CommitSha &commit,
                                          std::string_view path) const; ///< memory
    Result<std::optional<TreeEntry>> loadFile(const RepoKey &repo, const CommitSha &commit, std::string_view path);
    void putFile(const RepoKey &repo, const CommitSha &commit, const TreeEntry &entry);

    // Answers
    std::shared_ptr<const Document> documentInMemory(std::string_view key) const; ///< memory
    Result<std::shared_ptr<const Document>> loadDocument(std::string_view key);   ///< nullptr when not known
    void putDocument(std::string_view key, Document document);
    void removeDocument(std::string_view key);
    std::uint64_t documentNumber() const; ///< memory; of the last change of a document
    /// Keys of documents that were changed after that number; nothing when there were too many to tell.
    std::optional<std::vector<std::string>> documentsSince(std::uint64_t number) const; ///< memory

    // Blobs. blobUsed() is made for every request: counted in memory, written once a second.
    void blobCompleted(const BlobHash &hash, std::int64_t size);
    void blobUsed(const BlobHash &hash);
    void blobRemoved(const BlobHash &hash);
    Result<std::vector<BlobRecord>> blobs() const;

    // What was asked for in vain. Counted in memory, written once a second.
    void addWanted(const RepoKey &repo, const Revision &revision, std::string_view path);
    void removeWanted(const RepoKey &repo, const Revision &revision, std::string_view path);
    Result<std::vector<Wanted>> wanted(std::size_t limit) const; ///< the last asked first

    // The queue of pre-downloads
    void putJob(const JobRecord &job);
    void removeJob(std::int64_t id);
    Result<std::vector<JobRecord>> jobs() const;           ///< in order of id
    void putJobLine(std::int64_t id, const JobLine &line); ///< of each job the last 200 are kept, until it is removed
    Result<std::vector<JobLine>> jobLines(std::int64_t id) const; ///< oldest first

    // What must stay, what went, and why
    void putPin(const PinRecord &pin);
    void removePin(const PinRecord &pin);
    Result<std::vector<PinRecord>> pins() const;
    void addSwept(const std::vector<SweptRecord> &swept);            ///< the newest 20,000 are kept
    Result<std::vector<SweptRecord>> swept(std::size_t limit) const; ///< the last first
    void addInflation(const InflationRecord &inflation);
    Result<std::vector<InflationRecord>> inflations() const; ///< in order of time

    // Everything of a kind, one row after the other and nothing kept in memory. A visitor must not wait.
    struct BlobLife
    {
        std::int64_t size = 0;
        std::int64_t completedAt = 0;
        std::int64_t lastUsedAt = 0;
        std::int64_t hits = 0;
    };
    using BlobVisitor = std::function<void(std::string_view hash, const BlobLife &life)>;
    using TreeVisitor = std::function<void(const RepoKey &repo, const CommitSha &commit, const Tree &tree)>;
    using FileVisitor = std::function<void(const RepoKey &repo, const CommitSha &commit, std::string_view path,
                                           std::string_view blobName)>;
    Result<void> eachBlob(const BlobVisitor &visit) const;
    Result<void> eachTree(const TreeVisitor &visit) const;
    Result<void> eachFile(const FileVisitor &visit) const; ///< learned without their tree
    /// Lies in the store; noted unless its completion is on record.
    void blobFound(const BlobHash &hash, std::int64_t size, std::int64_t completedAt);

    // Days of clients, repos and routes, and of all together
    void addDay(DayOf kind, const DayRow &increment);
    /// Of a day ("2026-11-21") or a month ("2026-11"), the most served or fetched first.
    Result<std::vector<DayRow>> days(DayOf kind, std::string_view period) const;
    Result<std::vector<DayRow>> dayTotals(std::string_view since) const; ///< in order of day
    Result<std::vector<DayRow>> clientDays(std::string_view client, std::string_view since) const;
    Result<std::vector<DayRow>> monthTotals() const;                     ///< in order of month
    /// Bytes of all days by client, at most 10,000 of them, the last seen ones; for meter::Meter::restore().
    Result<std::vector<std::pair<std::string, std::int64_t>>> clientTotals() const;

    /// Waits until everything put so far is on disk. Errors: why it could not be written; it is kept and tried again
    /// every second.
    Result<void> flush();

private:
    class Impl;
    explicit Catalog(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::catalog
