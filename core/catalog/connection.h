// One SQLite connection and its prepared statements. Thread: one at a time.
#pragma once

#include "catalog/statement.h"

#include <filesystem>
#include <map>
#include <memory>

struct sqlite3;

namespace mirrorlake::catalog {

/// What a failure means for whoever might try again.
enum class Trouble
{
    None,
    Passing, ///< disk full, I/O, busy: the same may work later
    Damaged, ///< the file is no sound database
    Refused, ///< this statement can never work
};

class Connection
{
public:
    enum class Mode
    {
        ReadWrite,
        ReadOnly
    };

    /// ReadWrite makes the file if there is none. Errors: DataFolderUnusable, NoSpace, ReadOnly, Io.
    static Result<std::unique_ptr<Connection>> open(const std::filesystem::path &file, Mode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// sql is a literal: its address is what it is known by. One use of the same literal at a time.
    Statement statement(const char *sql);
    /// Any number of statements without values.
    Result<void> run(const char *script);
    bool isInTransaction() const;

    Trouble trouble() const { return m_trouble; } ///< of the last failure
    const Error &lastError() const { return m_lastError; }
    /// Remembers what went wrong and says it without a path.
    Error noteFailure(int sqliteCode);

private:
    explicit Connection(sqlite3 *database) : m_database(database) {}

    sqlite3 *m_database;
    std::map<const char *, sqlite3_stmt *> m_statements;
    Trouble m_trouble = Trouble::None;
    Error m_lastError;
};

} // namespace mirrorlake::catalog
