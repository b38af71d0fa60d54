#include "catalog/statement.h"

#include "catalog/connection.h"

#include <sqlite3.h>

namespace mirrorlake::catalog {

namespace {

/// SQLite takes a null pointer for NULL, and an empty view may have one.
const char *dataOf(std::string_view view)
{
    return view.data() ? view.data() : "";
}

} // namespace

Statement::~Statement()
{
    if (!m_prepared)
        return;
    sqlite3_reset(m_prepared);
    sqlite3_clear_bindings(m_prepared);
}

void Statement::bindOne(int index, std::int64_t value)
{
    if (m_prepared)
        sqlite3_bind_int64(m_prepared, index, value);
}

void Statement::bindOne(int index, std::string_view value)
{
    if (m_prepared)
        sqlite3_bind_text64(m_prepared, index, dataOf(value), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bindOne(int index, Blob value)
{
    if (m_prepared)
        sqlite3_bind_blob64(m_prepared, index, dataOf(value.bytes), value.bytes.size(), SQLITE_TRANSIENT);
}

Result<bool> Statement::step()
{
    if (!m_prepared)
        return fail(m_connection.lastError());
    const int code = sqlite3_step(m_prepared);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return fail(m_connection.noteFailure(code));
}

Result<void> Statement::run()
{
    const auto stepped = step();
    if (!stepped)
        return fail(stepped.error());
    sqlite3_reset(m_prepared);
    return {};
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_prepared, column);
}

std::string Statement::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_prepared, column));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(m_prepared, column))) : std::string();
}

std::string_view Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_prepared, column));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(m_prepared, column))};
}

} // namespace mirrorlake::catalog
