#include "catalog/schema.h"

#include "catalog/transaction.h"

#include <fmt/format.h>

#include <iterator>

namespace mirrorlake::catalog {

namespace {

// Repos are named by RepoKey::text(), commits by 40 hex. A tree lies beside its index, so that the list of commits is
// read without it.
constexpr const char *steps[] = {
    R"sql(
CREATE TABLE repo(
  key TEXT PRIMARY KEY,
  access INTEGER NOT NULL,
  accessCheckedAt INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE alias(
  alias TEXT PRIMARY KEY,
  repo TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE ref(
  repo TEXT NOT NULL,
  revision TEXT NOT NULL,
  commitSha TEXT NOT NULL,
  checkedAt INTEGER NOT NULL,
  PRIMARY KEY(repo, revision)
) WITHOUT ROWID;
CREATE TABLE tree(
  repo TEXT NOT NULL,
  commitSha TEXT NOT NULL,
  body BLOB NOT NULL,
  UNIQUE(repo, commitSha)
);
CREATE TABLE file(
  repo TEXT NOT NULL,
  commitSha TEXT NOT NULL,
  path TEXT NOT NULL,
  oid TEXT NOT NULL,
  size INTEGER NOT NULL,
  lfsSha256 TEXT NOT NULL,
  pointerSize INTEGER NOT NULL,
  xetHash TEXT NOT NULL,
  isDirectory INTEGER NOT NULL,
  PRIMARY KEY(repo, commitSha, path)
) WITHOUT ROWID;
CREATE TABLE document(
  key TEXT NOT NULL UNIQUE,
  body BLOB NOT NULL,
  contentType TEXT NOT NULL,
  etag TEXT NOT NULL,
  commitSha TEXT NOT NULL,
  fetchedAt INTEGER NOT NULL,
  next TEXT NOT NULL
);
CREATE INDEX documentByAge ON document(fetchedAt);
CREATE TABLE blob(
  hash TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  completedAt INTEGER NOT NULL,
  lastUsedAt INTEGER NOT NULL,
  hits INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE clientDay(
  day TEXT NOT NULL,
  client TEXT NOT NULL,
  served INTEGER NOT NULL,
  fetched INTEGER NOT NULL,
  files INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  PRIMARY KEY(day, client)
) WITHOUT ROWID;
)sql",
    // Repos that are gone upstream, totals of clients that need no sum over all days, and what was asked for in vain.
    R"sql(
ALTER TABLE repo ADD COLUMN presence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE repo ADD COLUMN presenceSince INTEGER NOT NULL DEFAULT 0;
CREATE TABLE clientTotal(
  client TEXT PRIMARY KEY,
  served INTEGER NOT NULL,
  lastDay TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO clientTotal SELECT client, SUM(served), MAX(day) FROM clientDay GROUP BY client;
CREATE TABLE wanted(
  repo TEXT NOT NULL,
  revision TEXT NOT NULL,
  path TEXT NOT NULL,
  askedAt INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY(repo, revision, path)
) WITHOUT ROWID;
CREATE INDEX wantedByAge ON wanted(askedAt);
)sql",
    // The queue of pre-downloads.
    R"sql(
CREATE TABLE job(
  id INTEGER PRIMARY KEY,
  repo TEXT NOT NULL,
  revision TEXT NOT NULL,
  choice TEXT NOT NULL,
  schedule TEXT NOT NULL,
  priority INTEGER NOT NULL,
  position INTEGER NOT NULL,
  isKeptCurrent INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  commitSha TEXT NOT NULL,
  note TEXT NOT NULL,
  failures TEXT NOT NULL,
  addedAt INTEGER NOT NULL,
  startedAt INTEGER NOT NULL,
  endedAt INTEGER NOT NULL,
  checkedAt INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  doneBytes INTEGER NOT NULL,
  files INTEGER NOT NULL,
  doneFiles INTEGER NOT NULL
);
)sql",
    // What must stay, what went and why; repos by day.
    R"sql(
CREATE TABLE pin(
  repo TEXT NOT NULL,
  revision TEXT NOT NULL,
  path TEXT NOT NULL,
  addedAt INTEGER NOT NULL,
  PRIMARY KEY(repo, revision, path)
) WITHOUT ROWID;
CREATE TABLE swept(
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  reason TEXT NOT NULL,
  policy TEXT NOT NULL,
  repo TEXT NOT NULL,
  path TEXT NOT NULL
);
CREATE TABLE inflation(
  at INTEGER PRIMARY KEY,
  millionths INTEGER NOT NULL
);
CREATE TABLE repoDay(
  day TEXT NOT NULL,
  repo TEXT NOT NULL,
  served INTEGER NOT NULL,
  fetched INTEGER NOT NULL,
  files INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  PRIMARY KEY(day, repo)
) WITHOUT ROWID;
)sql",
    // Headers that belong to an answer: how many rows there are in all, which revision it speaks of.
    R"sql(
ALTER TABLE document ADD COLUMN headers TEXT NOT NULL DEFAULT '';
)sql",
    // Routes by day, and which files came from a download that was running already.
    R"sql(
ALTER TABLE clientDay ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
ALTER TABLE repoDay ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
CREATE TABLE routeDay(
  day TEXT NOT NULL,
  route TEXT NOT NULL,
  served INTEGER NOT NULL,
  fetched INTEGER NOT NULL,
  files INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  joined INTEGER NOT NULL,
  PRIMARY KEY(day, route)
) WITHOUT ROWID;
)sql",
    // What happened to each job.
    R"sql(
CREATE TABLE jobLine(
  job INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  level TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(job, number)
) WITHOUT ROWID;
)sql",
    // How fast a pre-download may be.
    R"sql(
ALTER TABLE job ADD COLUMN maxBytesPerSecond INTEGER NOT NULL DEFAULT 0;
)sql",
    // Which error stands behind a job's reason.
    R"sql(
ALTER TABLE job ADD COLUMN reasonCode TEXT NOT NULL DEFAULT '';
)sql",
};

Result<void> take(Connection &connection, int version)
{
    Transaction transaction(connection);
    auto done = transaction.begin();
    if (done)
        done = connection.run(steps[version - 1]);
    if (done)
        done = connection.run(fmt::format("PRAGMA user_version={}", version).c_str());
    if (done)
        done = transaction.commit();
    return done;
}

} // namespace

int schemaVersion()
{
    return static_cast<int>(std::size(steps));
}

Result<int> schemaVersionOf(Connection &connection)
{
    auto query = connection.statement("PRAGMA user_version");
    const auto row = query.step();
    if (!row)
        return fail(row.error());
    return static_cast<int>(query.integer(0));
}

Result<void> migrate(Connection &connection, int from)
{
    for (int version = from + 1; version <= schemaVersion(); ++version) {
        if (auto taken = take(connection, version); !taken)
            return fail(taken.error().in(fmt::format("schema {}", version)));
    }
    return {};
}

} // namespace mirrorlake::catalog
