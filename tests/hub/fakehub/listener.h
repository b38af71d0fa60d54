// One listening port with a thread for each connection. close() gives up the port's listening but keeps its number for
// open(). Thread: any.
#pragma once

#include "base/error.h"
#include "fakehub/connection.h"

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace mirrorlake::fakehub {

class Listener
{
public:
    Listener(std::string address, int port, Surroundings surroundings);
    ~Listener();

    Result<void> open();
    /// New connections are refused; with dropsRunning those that exist are cut, but for the one on whose thread this is
    /// called.
    void close(bool dropsRunning);
    int port() const { return m_port; }
    std::string url() const;
    /// Connections that were accepted so far.
    std::uint64_t accepted() const { return m_accepted.load(); }

private:
    struct Running
    {
        std::shared_ptr<Socket> socket;
        std::thread thread;
        std::atomic<bool> isDone{false};
    };
    void acceptLoop(int descriptor);
    void start(int descriptor);
    void reap(bool all);

    const std::string m_address;
    std::atomic<int> m_port;
    const Surroundings m_around;
    std::mutex m_opening;
    int m_descriptor = -1;  ///< guarded by m_opening
    std::thread m_acceptor; ///< guarded by m_opening
    std::mutex m_mutex;
    std::list<Running> m_running; ///< guarded by m_mutex
    std::atomic<std::uint64_t> m_accepted{0};
};

} // namespace mirrorlake::fakehub
