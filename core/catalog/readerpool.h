// A few read-only connections, opened when they are first needed; whoever finds none free waits for one. Thread: any.
#pragma once

#include "catalog/connection.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace mirrorlake::catalog {

class ReaderPool
{
public:
    ReaderPool(std::filesystem::path file, int most) : m_file(std::move(file)), m_most(most) {}

    /// Calls read(connection) with a connection of its own and gives its result.
    template<typename Function>
    auto with(Function read) -> decltype(read(std::declval<Connection &>()))
    {
        auto connection = take();
        if (!connection)
            return fail(connection.error());
        auto result = read(**connection);
        giveBack(std::move(*connection));
        return result;
    }

private:
    Result<std::unique_ptr<Connection>> take();
    void giveBack(std::unique_ptr<Connection> connection);
    void oneLess();

    std::filesystem::path m_file;
    int m_most;
    std::mutex m_mutex;
    std::condition_variable m_oneIsFree;
    std::vector<std::unique_ptr<Connection>> m_free;
    int m_open = 0; ///< free or in use
};

} // namespace mirrorlake::catalog
