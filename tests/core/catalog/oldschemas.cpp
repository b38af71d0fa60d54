#include "oldschemas.h"

#include "catalog/connection.h"
#include "samples.h"

namespace mirrorlake::test {

namespace {

constexpr const char *schemaOne = R"sql(
PRAGMA journal_mode=WAL;
CREATE TABLE repo(key TEXT PRIMARY KEY, access INTEGER NOT NULL, accessCheckedAt INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE alias(alias TEXT PRIMARY KEY, repo TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ref(repo TEXT NOT NULL, revision TEXT NOT NULL, commitSha TEXT NOT NULL, checkedAt INTEGER NOT NULL,
  PRIMARY KEY(repo, revision)) WITHOUT ROWID;
CREATE TABLE tree(repo TEXT NOT NULL, commitSha TEXT NOT NULL, body BLOB NOT NULL, UNIQUE(repo, commitSha));
CREATE TABLE file(repo TEXT NOT NULL, commitSha TEXT NOT NULL, path TEXT NOT NULL, oid TEXT NOT NULL, size INTEGER NOT NULL,
  lfsSha256 TEXT NOT NULL, pointerSize INTEGER NOT NULL, xetHash TEXT NOT NULL, isDirectory INTEGER NOT NULL,
  PRIMARY KEY(repo, commitSha, path)) WITHOUT ROWID;
CREATE TABLE document(key TEXT NOT NULL UNIQUE, body BLOB NOT NULL, contentType TEXT NOT NULL, etag TEXT NOT NULL,
  commitSha TEXT NOT NULL, fetchedAt INTEGER NOT NULL, next TEXT NOT NULL);
CREATE INDEX documentByAge ON document(fetchedAt);
CREATE TABLE blob(hash TEXT PRIMARY KEY, size INTEGER NOT NULL, completedAt INTEGER NOT NULL, lastUsedAt INTEGER NOT NULL,
  hits INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE clientDay(day TEXT NOT NULL, client TEXT NOT NULL, served INTEGER NOT NULL, fetched INTEGER NOT NULL,
  files INTEGER NOT NULL, hits INTEGER NOT NULL, PRIMARY KEY(day, client)) WITHOUT ROWID;
INSERT INTO repo VALUES('hf:models/google-bert/bert', 1, 1000);
INSERT INTO alias VALUES('hf:models/bert', 'hf:models/google-bert/bert');
INSERT INTO ref VALUES('hf:models/google-bert/bert', 'main', '0000000000000000000000000000000000000001', 2000);
INSERT INTO file VALUES('hf:models/google-bert/bert', '0000000000000000000000000000000000000002', 'config.json',
  '000000000000000000000000000000000000000a', 570, '', 0, '', 0);
INSERT INTO blob VALUES('0000000000000000000000000000000000000000000000000000000000000007', 4096, 3000, 4000, 5);
INSERT INTO clientDay VALUES('2026-11-20', '10.0.0.1', 100, 10, 2, 1);
INSERT INTO clientDay VALUES('2026-11-21', '10.0.0.1', 7, 0, 1, 1);
PRAGMA user_version=1;
)sql";

constexpr const char *schemaTwo = R"sql(
ALTER TABLE repo ADD COLUMN presence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE repo ADD COLUMN presenceSince INTEGER NOT NULL DEFAULT 0;
CREATE TABLE clientTotal(client TEXT PRIMARY KEY, served INTEGER NOT NULL, lastDay TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO clientTotal VALUES('10.0.0.1', 107, '2026-11-21');
CREATE TABLE wanted(repo TEXT NOT NULL, revision TEXT NOT NULL, path TEXT NOT NULL, askedAt INTEGER NOT NULL, times INTEGER NOT NULL,
  PRIMARY KEY(repo, revision, path)) WITHOUT ROWID;
CREATE INDEX wantedByAge ON wanted(askedAt);
PRAGMA user_version=2;
)sql";

constexpr const char *schemaThree = R"sql(
CREATE TABLE job(id INTEGER PRIMARY KEY, repo TEXT NOT NULL, revision TEXT NOT NULL, choice TEXT NOT NULL, schedule TEXT NOT NULL,
  priority INTEGER NOT NULL, position INTEGER NOT NULL, isKeptCurrent INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
  commitSha TEXT NOT NULL, note TEXT NOT NULL, failures TEXT NOT NULL, addedAt INTEGER NOT NULL, startedAt INTEGER NOT NULL,
  endedAt INTEGER NOT NULL, checkedAt INTEGER NOT NULL, bytes INTEGER NOT NULL, doneBytes INTEGER NOT NULL, files INTEGER NOT NULL,
  doneFiles INTEGER NOT NULL);
INSERT INTO job VALUES(7, 'hf:models/google-bert/bert', 'main', '{}', '22:00-06:00', 1, 2, 1, 'downloading', '', '', '', '[]',
  1, 2, 3, 4, 500, 50, 5, 1);
PRAGMA user_version=3;
)sql";

constexpr const char *schemaFour = R"sql(
CREATE TABLE pin(repo TEXT NOT NULL, revision TEXT NOT NULL, path TEXT NOT NULL, addedAt INTEGER NOT NULL,
  PRIMARY KEY(repo, revision, path)) WITHOUT ROWID;
CREATE TABLE swept(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL, reason TEXT NOT NULL,
  policy TEXT NOT NULL, repo TEXT NOT NULL, path TEXT NOT NULL);
CREATE TABLE inflation(at INTEGER PRIMARY KEY, millionths INTEGER NOT NULL);
CREATE TABLE repoDay(day TEXT NOT NULL, repo TEXT NOT NULL, served INTEGER NOT NULL, fetched INTEGER NOT NULL,
  files INTEGER NOT NULL, hits INTEGER NOT NULL, PRIMARY KEY(day, repo)) WITHOUT ROWID;
INSERT INTO pin VALUES('google-bert/bert', 'main', '*.json', 5000);
PRAGMA user_version=4;
)sql";

constexpr const char *schemaFive = R"sql(
ALTER TABLE document ADD COLUMN headers TEXT NOT NULL DEFAULT '';
PRAGMA user_version=5;
)sql";

constexpr const char *schemaSix = R"sql(
ALTER TABLE clientDay ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
ALTER TABLE repoDay ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
CREATE TABLE routeDay(day TEXT NOT NULL, route TEXT NOT NULL, served INTEGER NOT NULL, fetched INTEGER NOT NULL,
  files INTEGER NOT NULL, hits INTEGER NOT NULL, joined INTEGER NOT NULL, PRIMARY KEY(day, route)) WITHOUT ROWID;
INSERT INTO routeDay VALUES('2026-11-20', 'https://hub.example', 0, 70, 0, 0, 0);
PRAGMA user_version=6;
)sql";

constexpr const char *schemaSeven = R"sql(
CREATE TABLE jobLine(job INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, level TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY(job, number)) WITHOUT ROWID;
INSERT INTO jobLine VALUES(7, 1, 1000, 'info', 'added');
PRAGMA user_version=7;
)sql";

constexpr const char *schemaEight = R"sql(
ALTER TABLE job ADD COLUMN maxBytesPerSecond INTEGER NOT NULL DEFAULT 0;
UPDATE job SET maxBytesPerSecond=5000000;
PRAGMA user_version=8;
)sql";

constexpr const char *schemaNine = R"sql(
ALTER TABLE job ADD COLUMN reasonCode TEXT NOT NULL DEFAULT '';
UPDATE job SET reasonCode='gated-repo';
PRAGMA user_version=9;
)sql";

/// Form 1 of a tree, as the first version wrote it: README.md in git, model.bin in LFS.
Result<void> insertTree(catalog::Connection &connection)
{
    static constexpr unsigned char form[] = {
        0x4d, 0x4c, 0x54, 0x01, 0x02, 0x28, 0xb5, 0x2f, 0xfd, 0x24, 0x64, 0x6d, 0x01, 0x00, 0x04, 0x02,
        0x01, 0x09, 0x52, 0x45, 0x41, 0x44, 0x4d, 0x45, 0x2e, 0x6d, 0x64, 0x0c, 0x00, 0x0b, 0x85, 0x09,
        0x6d, 0x6f, 0x64, 0x65, 0x6c, 0x2e, 0x62, 0x69, 0x6e, 0xc3, 0x84, 0x3d, 0x86, 0x01, 0x00, 0x07,
        0x04, 0x00, 0x80, 0x83, 0xad, 0x68, 0x00, 0x78, 0xa1, 0x07, 0xbe, 0xd1, 0x3c, 0x9e, 0x4b};
    auto row = connection.statement(
        "INSERT INTO tree VALUES('hf:models/google-bert/bert', '0000000000000000000000000000000000000001', ?1)");
    return row.bind(catalog::Blob{{reinterpret_cast<const char *>(form), sizeof form}}).run();
}

} // namespace

Result<void> buildCatalogFile(const std::filesystem::path &file, int schema)
{
    auto connection = catalog::Connection::open(file, catalog::Connection::Mode::ReadWrite);
    if (!connection)
        return fail(connection.error());
    auto done = (*connection)->run(schemaOne);
    if (done)
        done = insertTree(**connection);
    if (done && schema >= 2)
        done = (*connection)->run(schemaTwo);
    if (done && schema >= 3)
        done = (*connection)->run(schemaThree);
    if (done && schema >= 4)
        done = (*connection)->run(schemaFour);
    if (done && schema >= 5)
        done = (*connection)->run(schemaFive);
    if (done && schema >= 6)
        done = (*connection)->run(schemaSix);
    if (done && schema >= 7)
        done = (*connection)->run(schemaSeven);
    if (done && schema >= 8)
        done = (*connection)->run(schemaEight);
    if (done && schema >= 9)
        done = (*connection)->run(schemaNine);
    return done;
}

} // namespace mirrorlake::test
