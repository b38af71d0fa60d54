// All or nothing on one connection: what is not committed when this goes away is rolled back. Thread: that of its
// connection.
#pragma once

#include "catalog/connection.h"

namespace mirrorlake::catalog {

class Transaction
{
public:
    explicit Transaction(Connection &connection) : m_connection(connection) {}
    ~Transaction()
    {
        if (m_isOpen && m_connection.isInTransaction()) // SQLite may have rolled back by itself
            static_cast<void>(m_connection.run("ROLLBACK"));
    }
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// For writing, from the start.
    Result<void> begin()
    {
        auto begun = m_connection.run("BEGIN IMMEDIATE");
        m_isOpen = begun.has_value();
        return begun;
    }
    Result<void> commit()
    {
        auto committed = m_connection.run("COMMIT");
        m_isOpen = !committed.has_value();
        return committed;
    }

private:
    Connection &m_connection;
    bool m_isOpen = false;
};

} // namespace mirrorlake::catalog
