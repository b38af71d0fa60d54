#include "catalog/catalogfile.h"

#include "base/log.h"
#include "catalog/schema.h"

#include <fmt/format.h>

#include <ctime>
#include <fstream>

namespace mirrorlake::catalog {

namespace {

constexpr const char *pragmas = "PRAGMA cell_size_check=ON;"
                                "PRAGMA trusted_schema=OFF;"
                                "PRAGMA journal_mode=WAL;"
                                "PRAGMA synchronous=NORMAL;"
                                "PRAGMA journal_size_limit=67108864;"
                                "PRAGMA temp_store=MEMORY;";

/// An error, and whether it is the file's own content that is wrong.
struct OpenFailure
{
    Error error;
    bool isDamaged = false;
};

using Attempt = tl::expected<OpenedFile, OpenFailure>;

tl::unexpected<OpenFailure> failed(const Connection &connection, const Error &error)
{
    const bool isDamaged = connection.trouble() == Trouble::Damaged || connection.trouble() == Trouble::Refused;
    return tl::unexpected<OpenFailure>(OpenFailure{error, isDamaged});
}

std::filesystem::path withSuffix(const std::filesystem::path &file, std::string_view suffix)
{
    auto name = file;
    name += suffix;
    return name;
}

std::filesystem::path suspectNote(const std::filesystem::path &file)
{
    return withSuffix(file, ".suspect");
}

bool isSound(Connection &connection)
{
    auto check = connection.statement("PRAGMA quick_check(1)");
    const auto row = check.step();
    return row && *row && check.text(0) == "ok";
}

template<typename Function>
Result<int> readRows(Connection &connection, const char *sql, Function readOne)
{
    auto query = connection.statement(sql);
    int unreadable = 0;
    for (;;) {
        const auto row = query.step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return unreadable;
        unreadable += readOne(query) ? 0 : 1;
    }
}

bool readRepo(RepoBook &book, const Statement &row)
{
    auto key = RepoKey::parse(row.text(0));
    if (!key)
        return false;
    book.putRepo({std::move(*key), static_cast<Access>(row.integer(1)), row.integer(2),
                  static_cast<Presence>(row.integer(3)), row.integer(4)});
    return true;
}

bool readAlias(RepoBook &book, const Statement &row)
{
    const auto alias = RepoKey::parse(row.text(0));
    const auto repo = RepoKey::parse(row.text(1));
    if (!alias || !repo)
        return false;
    book.putAlias(*alias, *repo);
    return true;
}

bool readRef(RepoBook &book, const Statement &row)
{
    const auto repo = RepoKey::parse(row.text(0));
    const auto revision = Revision::parse(row.text(1));
    auto commit = CommitSha::parse(row.text(2));
    if (!repo || !revision || !commit)
        return false;
    book.putRef(*repo, *revision, {std::move(*commit), row.integer(3)});
    return true;
}

bool readCommit(RepoBook &book, const Statement &row)
{
    const auto repo = RepoKey::parse(row.text(0));
    const auto commit = CommitSha::parse(row.text(1));
    if (!repo || !commit)
        return false;
    book.putTree(*repo, *commit);
    return true;
}

Result<RepoBook> readBook(Connection &connection)
{
    using ReadOne = bool (*)(RepoBook &, const Statement &);
    const std::pair<const char *, ReadOne> tables[] = {
        {"SELECT key, access, accessCheckedAt, presence, presenceSince FROM repo", readRepo},
        {"SELECT repo, revision, commitSha, checkedAt FROM ref", readRef},
        {"SELECT repo, commitSha FROM tree", readCommit},
        {"SELECT alias, repo FROM alias", readAlias},
    };
    RepoBook book;
    for (const auto &[sql, readOne] : tables) {
        const auto unreadable =
            readRows(connection, sql, [&, read = readOne](const Statement &row) { return read(book, row); });
        if (!unreadable)
            return fail(unreadable.error());
        if (*unreadable > 0)
            log::warning("catalog", "{} rows of the catalogue cannot be read and are passed over", *unreadable);
    }
    return book;
}

Attempt attempt(const std::filesystem::path &file)
{
    auto connection = Connection::open(file, Connection::Mode::ReadWrite);
    if (!connection)
        return tl::unexpected<OpenFailure>(OpenFailure{connection.error(), false});
    auto &database = **connection;
    if (const auto done = database.run(pragmas); !done)
        return failed(database, done.error());
    const auto version = schemaVersionOf(database);
    if (!version)
        return failed(database, version.error());
    std::error_code ignored;
    const bool isSuspect = std::filesystem::exists(suspectNote(file), ignored);
    const bool isLater = *version > schemaVersion();
    if ((isSuspect || isLater || *version < 0) && !isSound(database))
        return tl::unexpected<OpenFailure>(OpenFailure{{ErrorCode::Io, "catalogue: its pages are damaged", 0}, true});
    if (isLater)
        return tl::unexpected<OpenFailure>(OpenFailure{
            {ErrorCode::DataFolderUnusable,
             fmt::format(
                 "the catalogue was written by a later version of Mirrorlake (schema {}, this version knows {}): start "
                 "that version again, or move the catalogue's file away to begin with an empty one",
                 *version, schemaVersion()),
             0},
            false});
    if (const auto done = migrate(database, *version); !done)
        return failed(database, done.error());
    auto book = readBook(database);
    if (!book)
        return failed(database, book.error());
    std::filesystem::remove(suspectNote(file), ignored);
    return OpenedFile{std::move(*connection), std::move(*book)};
}

std::filesystem::path nameForDamaged(const std::filesystem::path &file, const Clock &clock)
{
    const std::time_t now = std::chrono::system_clock::to_time_t(clock.wall());
    std::tm utc = {};
#ifdef _WIN32
    gmtime_s(&utc, &now);
#else
    gmtime_r(&now, &utc);
#endif
    char time[32] = {};
    std::strftime(time, sizeof time, "%Y%m%d-%H%M%S", &utc);
    auto name = withSuffix(file, fmt::format(".damaged-{}", time));
    std::error_code ignored;
    for (int number = 2; std::filesystem::exists(name, ignored); ++number)
        name = withSuffix(file, fmt::format(".damaged-{}-{}", time, number));
    return name;
}

Result<void> setAside(const std::filesystem::path &file, const Clock &clock)
{
    const auto aside = nameForDamaged(file, clock);
    std::error_code error;
    std::filesystem::rename(file, aside, error);
    if (error)
        return fail(errorFromErrno(error.value(), "set the damaged catalogue aside"));
    for (const auto *suffix : {"-wal", "-shm"})
        std::filesystem::rename(withSuffix(file, suffix), withSuffix(aside, suffix), error);
    std::filesystem::remove(suspectNote(file), error);
    log::warning("catalog",
                 "the catalogue was damaged and set aside as {}; a new one is started and learns again from upstream",
                 aside.filename().string());
    return {};
}

} // namespace

Result<OpenedFile> openCatalogFile(const std::filesystem::path &file, const Clock &clock)
{
    auto first = attempt(file);
    if (first)
        return std::move(*first);
    if (!first.error().isDamaged)
        return fail(first.error().error);
    log::warning("catalog", "{}", first.error().error.message);
    if (auto done = setAside(file, clock); !done)
        return fail(done.error());
    auto second = attempt(file);
    if (!second)
        return fail(second.error().error);
    return std::move(*second);
}

void markSuspect(const std::filesystem::path &file)
{
    std::ofstream(suspectNote(file)) << "The catalogue is checked when it is opened next.\n";
}

} // namespace mirrorlake::catalog
