#include "catalog/sweeprows.h"

#include "catalog/allrows.h"
#include "catalog/tree.h"

namespace mirrorlake::catalog::rows {

Result<void> putPin(Connection &connection, const PinRecord &pin)
{
    auto row = connection.statement("INSERT OR IGNORE INTO pin(repo, revision, path, addedAt) VALUES(?1, ?2, ?3, ?4)");
    return row.bind(pin.repo, pin.revision, pin.path, pin.addedAt).run();
}

Result<void> removePin(Connection &connection, const PinRecord &pin)
{
    auto row = connection.statement("DELETE FROM pin WHERE repo=?1 AND revision=?2 AND path=?3");
    return row.bind(pin.repo, pin.revision, pin.path).run();
}

Result<std::vector<PinRecord>> pins(Connection &connection)
{
    auto query = connection.statement("SELECT repo, revision, path, addedAt FROM pin ORDER BY repo, revision, path");
    return allRows<PinRecord>(query, [](std::vector<PinRecord> &rows, const Statement &row) {
        rows.push_back({row.text(0), row.text(1), row.text(2), row.integer(3)});
    });
}

Result<void> addSwept(Connection &connection, const SweptRecord &swept)
{
    auto row = connection.statement(
        "INSERT INTO swept(at, hash, size, reason, policy, repo, path) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    return row.bind(swept.at, swept.hash.text(), swept.size, swept.reason, swept.policy, swept.repo, swept.path).run();
}

Result<void> keepNewestSwept(Connection &connection, std::int64_t limit)
{
    return connection.statement("DELETE FROM swept WHERE id <= (SELECT MAX(id) FROM swept) - ?1").bind(limit).run();
}

Result<std::vector<SweptRecord>> swept(Connection &connection, std::int64_t limit)
{
    auto query =
        connection.statement("SELECT at, hash, size, reason, policy, repo, path FROM swept ORDER BY id DESC LIMIT ?1");
    query.bind(limit);
    return allRows<SweptRecord>(query, [](std::vector<SweptRecord> &rows, const Statement &row) {
        if (auto hash = BlobHash::parse(row.text(1)))
            rows.push_back(
                {row.integer(0), std::move(*hash), row.integer(2), row.text(3), row.text(4), row.text(5), row.text(6)});
    });
}

/// Of many points the newest few hundred tell enough: what was used before them counts as used at no inflation.
Result<void> addInflation(Connection &connection, const InflationRecord &inflation)
{
    auto row = connection.statement("INSERT OR REPLACE INTO inflation(at, millionths) VALUES(?1, ?2)");
    if (auto done = row.bind(inflation.at, inflation.millionths).run(); !done)
        return done;
    return connection
        .statement("DELETE FROM inflation WHERE at NOT IN (SELECT at FROM inflation ORDER BY at DESC LIMIT 500)")
        .run();
}

Result<std::vector<InflationRecord>> inflations(Connection &connection)
{
    auto query = connection.statement("SELECT at, millionths FROM inflation ORDER BY at");
    return allRows<InflationRecord>(query, [](std::vector<InflationRecord> &rows, const Statement &row) {
        rows.push_back({row.integer(0), row.integer(1)});
    });
}

Result<void> blobFound(Connection &connection, const BlobHash &hash, std::int64_t size, std::int64_t completedAt)
{
    auto row =
        connection.statement("INSERT INTO blob(hash, size, completedAt, lastUsedAt, hits) VALUES(?1, ?2, ?3, ?3, 0) "
                             "ON CONFLICT(hash) DO UPDATE SET size=?2, completedAt=?3 WHERE completedAt=0");
    return row.bind(hash.text(), size, completedAt).run();
}

Result<void> eachBlob(Connection &connection, const Catalog::BlobVisitor &visit)
{
    auto query = connection.statement("SELECT hash, size, completedAt, lastUsedAt, hits FROM blob");
    return forEachRow(query, [&](const Statement &row) {
        visit(row.text(0), {row.integer(1), row.integer(2), row.integer(3), row.integer(4)});
    });
}

Result<void> eachTree(Connection &connection, const Catalog::TreeVisitor &visit)
{
    auto query = connection.statement("SELECT repo, commitSha, body FROM tree");
    return forEachRow(query, [&](const Statement &row) {
        const auto repo = RepoKey::parse(row.text(0));
        const auto commit = CommitSha::parse(row.text(1));
        const auto tree = Tree::fromBytes(row.blob(2));
        if (repo && commit && tree)
            visit(*repo, *commit, **tree);
    });
}

Result<void> eachFile(Connection &connection, const Catalog::FileVisitor &visit)
{
    auto query = connection.statement("SELECT repo, commitSha, path, oid, lfsSha256 FROM file WHERE isDirectory=0");
    return forEachRow(query, [&](const Statement &row) {
        const auto repo = RepoKey::parse(row.text(0));
        const auto commit = CommitSha::parse(row.text(1));
        const std::string lfs = row.text(4);
        if (repo && commit)
            visit(*repo, *commit, row.text(2), lfs.empty() ? row.text(3) : lfs);
    });
}

} // namespace mirrorlake::catalog::rows
