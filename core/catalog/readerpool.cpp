#include "catalog/readerpool.h"

namespace mirrorlake::catalog {

Result<std::unique_ptr<Connection>> ReaderPool::take()
{
    {
        std::unique_lock lock(m_mutex);
        m_oneIsFree.wait(lock, [this] { return !m_free.empty() || m_open < m_most; });
        if (!m_free.empty()) {
            auto connection = std::move(m_free.back());
            m_free.pop_back();
            return connection;
        }
        ++m_open;
    }
    auto connection = Connection::open(m_file, Connection::Mode::ReadOnly);
    if (!connection)
        oneLess();
    return connection;
}

/// One that had trouble is closed: the next one starts afresh.
void ReaderPool::giveBack(std::unique_ptr<Connection> connection)
{
    if (connection->trouble() != Trouble::None) {
        connection.reset();
        oneLess();
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(connection));
    }
    m_oneIsFree.notify_one();
}

void ReaderPool::oneLess()
{
    {
        const std::lock_guard lock(m_mutex);
        --m_open;
    }
    m_oneIsFree.notify_one();
}

} // namespace mirrorlake::catalog
