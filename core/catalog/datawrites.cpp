// Rows of documents, blobs, client days and wanted things: written.
#include "catalog/compression.h"
#include "catalog/rows.h"

namespace mirrorlake::catalog::rows {

Result<void> putDocument(Connection &connection, std::string_view key, const Document &document)
{
    auto row = connection.statement(
        "INSERT OR REPLACE INTO document(key, body, contentType, etag, commitSha, fetchedAt, next, headers) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    return row
        .bind(key, Blob{compressed(document.body)}, document.contentType, document.etag, document.commit,
              document.fetchedAt, document.next, document.headers)
        .run();
}

Result<void> removeDocument(Connection &connection, std::string_view key)
{
    return connection.statement("DELETE FROM document WHERE key=?1").bind(key).run();
}

Result<void> keepNewestDocuments(Connection &connection, std::int64_t limit)
{
    auto clear =
        connection.statement("DELETE FROM document WHERE rowid IN (SELECT rowid FROM document ORDER BY fetchedAt "
                             "LIMIT max(0, (SELECT COUNT(*) FROM document) - ?1))");
    return clear.bind(limit).run();
}

Result<void> blobCompleted(Connection &connection, const BlobHash &hash, std::int64_t size, std::int64_t now)
{
    auto row =
        connection.statement("INSERT INTO blob(hash, size, completedAt, lastUsedAt, hits) VALUES(?1, ?2, ?3, ?3, 0) "
                             "ON CONFLICT(hash) DO UPDATE SET size=?2, completedAt=?3, lastUsedAt=max(lastUsedAt, ?3)");
    return row.bind(hash.text(), size, now).run();
}

Result<void> blobUsed(Connection &connection, const BlobHash &hash, std::int64_t hits, std::int64_t lastUsedAt)
{
    auto row =
        connection.statement("INSERT INTO blob(hash, size, completedAt, lastUsedAt, hits) VALUES(?1, 0, 0, ?3, ?2) "
                             "ON CONFLICT(hash) DO UPDATE SET hits=hits+?2, lastUsedAt=max(lastUsedAt, ?3)");
    return row.bind(hash.text(), hits, lastUsedAt).run();
}

Result<void> blobRemoved(Connection &connection, const BlobHash &hash)
{
    return connection.statement("DELETE FROM blob WHERE hash=?1").bind(hash.text()).run();
}

Result<void> addWanted(Connection &connection, const Wanted &wanted)
{
    auto row = connection.statement(
        "INSERT INTO wanted(repo, revision, path, askedAt, times) VALUES(?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT(repo, revision, path) DO UPDATE SET askedAt=max(askedAt, ?4), times=times+?5");
    return row.bind(wanted.repo.text(), wanted.revision.text(), wanted.path, wanted.askedAt, wanted.times).run();
}

Result<void> removeWanted(Connection &connection, const RepoKey &repo, const Revision &revision, std::string_view path)
{
    auto row = connection.statement("DELETE FROM wanted WHERE repo=?1 AND revision=?2 AND path=?3");
    return row.bind(repo.text(), revision.text(), path).run();
}

Result<void> keepNewestWanted(Connection &connection, std::int64_t limit)
{
    auto clear = connection.statement(
        "DELETE FROM wanted WHERE (repo, revision, path) IN (SELECT repo, revision, path FROM wanted "
        "ORDER BY askedAt LIMIT max(0, (SELECT COUNT(*) FROM wanted) - ?1))");
    return clear.bind(limit).run();
}

} // namespace mirrorlake::catalog::rows
