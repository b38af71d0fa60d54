// Rows of repos, aliases, refs, trees and files: written.
#include "catalog/rows.h"

namespace mirrorlake::catalog::rows {

Result<void> putRepo(Connection &connection, const RepoRecord &record)
{
    auto row =
        connection.statement("INSERT OR REPLACE INTO repo(key, access, accessCheckedAt, presence, presenceSince) "
                             "VALUES(?1, ?2, ?3, ?4, ?5)");
    return row
        .bind(record.key.text(), static_cast<std::int64_t>(record.access), record.accessCheckedAt,
              static_cast<std::int64_t>(record.presence), record.presenceSince)
        .run();
}

Result<void> putAlias(Connection &connection, const RepoKey &alias, const RepoKey &canonical)
{
    auto done = removeAlias(connection, canonical);
    if (!done || alias == canonical)
        return done;
    const auto from = alias.text();
    const auto to = canonical.text();
    done = connection.statement("INSERT OR REPLACE INTO alias(alias, repo) VALUES(?1, ?2)").bind(from, to).run();
    // What the canonical name has of its own stays; of what is left over under the alias nothing would ever be read.
    for (const char *move :
         {"UPDATE alias SET repo=?2 WHERE repo=?1", "UPDATE OR IGNORE ref SET repo=?2 WHERE repo=?1",
          "UPDATE OR IGNORE tree SET repo=?2 WHERE repo=?1", "UPDATE OR IGNORE file SET repo=?2 WHERE repo=?1"}) {
        if (done)
            done = connection.statement(move).bind(from, to).run();
    }
    for (const char *clear : {"DELETE FROM repo WHERE key=?1", "DELETE FROM ref WHERE repo=?1",
                              "DELETE FROM tree WHERE repo=?1", "DELETE FROM file WHERE repo=?1"}) {
        if (done)
            done = connection.statement(clear).bind(from).run();
    }
    return done;
}

Result<void> removeAlias(Connection &connection, const RepoKey &alias)
{
    return connection.statement("DELETE FROM alias WHERE alias=?1").bind(alias.text()).run();
}

Result<void> putRef(Connection &connection, const RepoKey &repo, const Revision &revision, const RefRecord &record)
{
    auto row =
        connection.statement("INSERT OR REPLACE INTO ref(repo, revision, commitSha, checkedAt) VALUES(?1, ?2, ?3, ?4)");
    return row.bind(repo.text(), revision.text(), record.commit.text(), record.checkedAt).run();
}

Result<void> removeRef(Connection &connection, const RepoKey &repo, const Revision &revision)
{
    auto row = connection.statement("DELETE FROM ref WHERE repo=?1 AND revision=?2");
    return row.bind(repo.text(), revision.text()).run();
}

Result<void> putTree(Connection &connection, const RepoKey &repo, const CommitSha &commit, const Tree &tree)
{
    auto row = connection.statement("INSERT OR REPLACE INTO tree(repo, commitSha, body) VALUES(?1, ?2, ?3)");
    return row.bind(repo.text(), commit.text(), Blob{tree.toBytes()}).run();
}

Result<void> removeTree(Connection &connection, const RepoKey &repo, const CommitSha &commit)
{
    auto row = connection.statement("DELETE FROM tree WHERE repo=?1 AND commitSha=?2");
    if (auto removed = row.bind(repo.text(), commit.text()).run(); !removed)
        return removed;
    auto files = connection.statement("DELETE FROM file WHERE repo=?1 AND commitSha=?2");
    return files.bind(repo.text(), commit.text()).run();
}

Result<void> putFile(Connection &connection, const RepoKey &repo, const CommitSha &commit, const TreeEntry &entry)
{
    auto row =
        connection.statement("INSERT OR REPLACE INTO file(repo, commitSha, path, oid, size, lfsSha256, pointerSize, "
                             "xetHash, isDirectory) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    return row
        .bind(repo.text(), commit.text(), entry.path, entry.oid, entry.size, entry.lfsSha256, entry.pointerSize,
              entry.xetHash, std::int64_t{entry.isDirectory})
        .run();
}

} // namespace mirrorlake::catalog::rows
