// Rows as they are read, on any connection.
#include "catalog/allrows.h"
#include "catalog/compression.h"
#include "catalog/rows.h"

namespace mirrorlake::catalog::rows {

namespace {

constexpr std::size_t maxDocument = std::size_t{1} << 30;

} // namespace

Result<std::optional<std::string>> treeBytes(Connection &connection, const RepoKey &repo, const CommitSha &commit)
{
    auto query = connection.statement("SELECT body FROM tree WHERE repo=?1 AND commitSha=?2");
    const auto row = query.bind(repo.text(), commit.text()).step();
    if (!row)
        return fail(row.error());
    return *row ? std::optional(std::string(query.blob(0))) : std::nullopt;
}

Result<std::optional<TreeEntry>> file(Connection &connection, const RepoKey &repo, const CommitSha &commit,
                                      std::string_view path)
{
    auto query = connection.statement("SELECT oid, size, lfsSha256, pointerSize, xetHash, isDirectory FROM file "
                                      "WHERE repo=?1 AND commitSha=?2 AND path=?3");
    const auto row = query.bind(repo.text(), commit.text(), path).step();
    if (!row)
        return fail(row.error());
    if (!*row)
        return std::nullopt;
    return TreeEntry{std::string(path), query.text(0), query.integer(1),     query.text(2),
                     query.integer(3),  query.text(4), query.integer(5) != 0};
}

Result<std::optional<Document>> document(Connection &connection, std::string_view key)
{
    auto query = connection.statement(
        "SELECT body, contentType, etag, commitSha, fetchedAt, next, headers FROM document WHERE key=?1");
    const auto row = query.bind(key).step();
    if (!row)
        return fail(row.error());
    auto body = *row ? decompressed(query.blob(0), maxDocument) : fail(ErrorCode::Io, "no such document");
    if (!body)
        return std::nullopt;
    return Document{
        std::move(*body), query.text(1), query.text(2), query.text(3), query.integer(4), query.text(5), query.text(6)};
}

Result<std::vector<BlobRecord>> blobs(Connection &connection)
{
    auto query = connection.statement("SELECT hash, size, completedAt, lastUsedAt, hits FROM blob");
    return allRows<BlobRecord>(query, [](std::vector<BlobRecord> &rows, const Statement &row) {
        if (auto hash = BlobHash::parse(row.text(0)))
            rows.push_back({std::move(*hash), row.integer(1), row.integer(2), row.integer(3), row.integer(4)});
    });
}

Result<std::vector<Wanted>> wanted(Connection &connection, std::size_t limit)
{
    auto query =
        connection.statement("SELECT repo, revision, path, askedAt, times FROM wanted ORDER BY askedAt DESC LIMIT ?1");
    query.bind(static_cast<std::int64_t>(limit));
    return allRows<Wanted>(query, [](std::vector<Wanted> &rows, const Statement &row) {
        auto repo = RepoKey::parse(row.text(0));
        auto revision = Revision::parse(row.text(1));
        if (repo && revision)
            rows.push_back({std::move(*repo), std::move(*revision), row.text(2), row.integer(3), row.integer(4)});
    });
}

} // namespace mirrorlake::catalog::rows
