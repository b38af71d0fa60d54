#include "catalog/connection.h"

#include <sqlite3.h>

namespace mirrorlake::catalog {

namespace {

constexpr int busyMilliseconds = 5000;

Trouble troubleOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Trouble::Damaged;
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_SCHEMA:
    case SQLITE_TOOBIG:
        return Trouble::Refused;
    default:
        return Trouble::Passing;
    }
}

ErrorCode errorCodeOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::NoSpace;
    case SQLITE_READONLY:
        return ErrorCode::ReadOnly;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::DataFolderUnusable;
    default:
        return ErrorCode::Io;
    }
}

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path &file, Mode mode)
{
    const int access = mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const auto name = file.u8string();
    sqlite3 *database = nullptr;
    const int code =
        sqlite3_open_v2(reinterpret_cast<const char *>(name.c_str()), &database, access | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<Connection> connection(new Connection(database));
    if (code != SQLITE_OK)
        return fail(connection->noteFailure(code));
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, busyMilliseconds);
    return connection;
}

Connection::~Connection()
{
    for (const auto &[sql, prepared] : m_statements)
        sqlite3_finalize(prepared);
    sqlite3_close(m_database);
}

Statement Connection::statement(const char *sql)
{
    auto &prepared = m_statements[sql];
    if (!prepared) {
        const int code = sqlite3_prepare_v3(m_database, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
        if (code != SQLITE_OK)
            noteFailure(code);
    }
    return Statement(*this, prepared);
}

Result<void> Connection::run(const char *script)
{
    const int code = sqlite3_exec(m_database, script, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return fail(noteFailure(code));
    return {};
}

bool Connection::isInTransaction() const
{
    return sqlite3_get_autocommit(m_database) == 0;
}

Error Connection::noteFailure(int sqliteCode)
{
    m_trouble = troubleOf(sqliteCode);
    const char *reason = m_database ? sqlite3_errmsg(m_database) : sqlite3_errstr(sqliteCode);
    m_lastError = {errorCodeOf(sqliteCode), std::string("catalogue: ") + reason, 0};
    return m_lastError;
}

} // namespace mirrorlake::catalog
