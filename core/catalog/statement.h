// One use of a prepared statement that its connection keeps: bind, step, read; reset when this goes away. Bound values
// are copied. A statement that could not be prepared says so when it is stepped. Thread: that of its connection.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace mirrorlake::catalog {

class Connection;

/// Bytes, where a plain string_view binds as text.
struct Blob
{
    std::string_view bytes;
};

class Statement
{
public:
    Statement(Connection &connection, sqlite3_stmt *prepared) : m_connection(connection), m_prepared(prepared) {}
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// Values for ?1, ?2, …
    template<typename... Values>
    Statement &bind(const Values &...values)
    {
        int index = 0;
        (bindOne(++index, values), ...);
        return *this;
    }

    /// True when there is a row to read, false at the end.
    Result<bool> step();
    /// For statements without rows.
    Result<void> run();

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string_view blob(int column) const; ///< valid until the next step

private:
    void bindOne(int index, std::int64_t value);
    void bindOne(int index, std::string_view value);
    void bindOne(int index, Blob value);

    Connection &m_connection;
    sqlite3_stmt *m_prepared;
};

} // namespace mirrorlake::catalog
