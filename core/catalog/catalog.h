// What is known: repos, refs, trees, single files, answers and the use of blobs, in one SQLite file (WAL). One writer
// thread commits once a second or every 1000 rows; what was put can be read at once, because the hot part lives in
// memory and what is not yet committed is kept there. Losing the last second costs questions to upstream, never bytes.
// Thread: any. Calls marked "memory" never touch the disk and are fit for I/O threads; the others may read SQLite and
// belong on a pool.
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "catalog/tree.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mirrorlake::catalog {

/// Who may read a repo's files, as far as upstream has told us (promise 8).
/// Gated: metadata is open, files need a right. Private: both need one (hub-protocol §3.2).
enum class Access
{
    Unknown,
    Public,
    Gated,
    Private
};

struct RepoRecord
{
    RepoKey key; ///< canonical
    Access access = Access::Unknown;
    std::int64_t accessCheckedAt = 0; ///< unix seconds
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
    std::string next;           ///< path and query of the next page, or empty
    std::int64_t fetchedAt = 0; ///< unix seconds
};

/// One blob's life, for eviction and the Cached page.
struct BlobRecord
{
    BlobHash hash;
    std::int64_t size = 0;
    std::int64_t completedAt = 0;
    std::int64_t lastUsedAt = 0;
    std::int64_t hits = 0;
};

/// Bytes of one client on one day (local date "2026-11-21").
struct ClientDay
{
    std::string day;
    std::string client;
    std::int64_t servedBytes = 0;  ///< to the client
    std::int64_t fetchedBytes = 0; ///< of these, fetched from upstream because of it
    std::int64_t files = 0;
    std::int64_t hits = 0; ///< files answered without upstream
};

class Catalog
{
public:
    /// Opens or makes the file and migrates it. A later version than ours is refused. Errors: DataFolderUnusable, Io.
    static Result<std::unique_ptr<Catalog>> open(const std::filesystem::path &file, const Clock &clock);
    ~Catalog(); ///< commits what is pending

    // Repos and their other names (renames, legacy ids, letter case)
    std::optional<RepoRecord> repo(const RepoKey &key) const; ///< memory
    void putRepo(const RepoRecord &record);
    std::optional<RepoKey> canonical(const RepoKey &alias) const; ///< memory
    void putAlias(const RepoKey &alias, const RepoKey &canonical);

    // Refs
    std::optional<RefRecord> ref(const RepoKey &repo, const Revision &revision) const; ///< memory
    void putRef(const RepoKey &repo, const Revision &revision, const RefRecord &record);
    void removeRef(const RepoKey &repo, const Revision &revision);

    // Trees and files of commits
    std::shared_ptr<const Tree> treeInMemory(const RepoKey &repo, const CommitSha &commit) const; ///< memory
    bool hasTree(const RepoKey &repo, const CommitSha &commit) const;                             ///< memory
    Result<std::shared_ptr<const Tree>> loadTree(const RepoKey &repo,
                                                 const CommitSha &commit); ///< nullptr when not known
    void putTree(const RepoKey &repo, const CommitSha &commit, std::shared_ptr<const Tree> tree);
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

    // Blobs
    void blobCompleted(const BlobHash &hash, std::int64_t size);
    void blobUsed(const BlobHash &hash);
    Result<std::vector<BlobRecord>> blobs() const;

    // Clients by day
    void addClientDay(const ClientDay &increment);
    Result<std::vector<ClientDay>> clientDays(std::string_view day) const;

    /// Waits until everything put so far is on disk. For tests and shutdown.
    Result<void> flush();

private:
    class Impl;
    explicit Catalog(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::catalog
