// All SQL of the catalogue beyond its schema: one function a row written or read. Thread: that of the connection.
#pragma once

#include "catalog/catalog.h"
#include "catalog/connection.h"

#include <functional>

namespace mirrorlake::catalog::rows {

// Written by the writer thread, inside its transaction
Result<void> putRepo(Connection &connection, const RepoRecord &record);
Result<void> putAlias(Connection &connection, const RepoKey &alias, const RepoKey &canonical);
Result<void> removeAlias(Connection &connection, const RepoKey &alias);
Result<void> putRef(Connection &connection, const RepoKey &repo, const Revision &revision, const RefRecord &record);
Result<void> removeRef(Connection &connection, const RepoKey &repo, const Revision &revision);
Result<void> putTree(Connection &connection, const RepoKey &repo, const CommitSha &commit, const Tree &tree);
Result<void> removeTree(Connection &connection, const RepoKey &repo, const CommitSha &commit);
Result<void> putFile(Connection &connection, const RepoKey &repo, const CommitSha &commit, const TreeEntry &entry);
Result<void> putDocument(Connection &connection, std::string_view key, const Document &document);
Result<void> removeDocument(Connection &connection, std::string_view key);
Result<void> keepNewestDocuments(Connection &connection, std::int64_t limit);
Result<void> blobCompleted(Connection &connection, const BlobHash &hash, std::int64_t size, std::int64_t now);
Result<void> blobUsed(Connection &connection, const BlobHash &hash, std::int64_t hits, std::int64_t lastUsedAt);
Result<void> blobRemoved(Connection &connection, const BlobHash &hash);
Result<void> addWanted(Connection &connection, const Wanted &wanted);
Result<void> removeWanted(Connection &connection, const RepoKey &repo, const Revision &revision, std::string_view path);
Result<void> keepNewestWanted(Connection &connection, std::int64_t limit);
Result<void> putJob(Connection &connection, const JobRecord &job);
Result<void> removeJob(Connection &connection, std::int64_t id);
Result<void> putJobLine(Connection &connection, std::int64_t id, const JobLine &line);

// Read on any connection
Result<std::optional<std::string>> treeBytes(Connection &connection, const RepoKey &repo, const CommitSha &commit);
Result<std::optional<TreeEntry>> file(Connection &connection, const RepoKey &repo, const CommitSha &commit,
                                      std::string_view path);
/// Nothing for one that is damaged: it can be asked for again.
Result<std::optional<Document>> document(Connection &connection, std::string_view key);
Result<std::vector<BlobRecord>> blobs(Connection &connection);
Result<std::vector<Wanted>> wanted(Connection &connection, std::size_t limit);
Result<std::vector<JobRecord>> jobs(Connection &connection);
Result<std::vector<JobLine>> jobLines(Connection &connection, std::int64_t id);

} // namespace mirrorlake::catalog::rows
