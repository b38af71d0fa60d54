// One I/O thread: an io_context, the connections that live on it, and what they share: the cached date, the time, the
// copy buffer. Thread: adopt(), beginStop(), cutAll() from any; the rest on the loop's own.
#pragma once

#include "serve/asio.h"
#include "serve/connection.h"
#include "serve/server.h"
#include "serve/socketsender.h"

#include <atomic>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mirrorlake::serve {

class Loop
{
public:
    Loop(int number, const ServerOptions &options, HttpService &service, std::atomic<int> &connections);
    ~Loop();

    /// onEnd is called on the loop's thread when it has no more to do.
    void startThread(std::function<void()> onEnd);
    void join();
    asio::io_context &context() { return m_context; }
    /// Serves a socket that was accepted for this loop's context.
    void adopt(Socket socket);
    /// Tells one client more than can be served why it is turned away.
    void sayAndClose(Socket socket, std::string text);
    /// Idle connections end now, others after their reply; then the thread ends.
    void beginStop();
    void cutAll();

    Executor executor() { return m_context.get_executor(); }
    const ServerOptions &options() const { return m_options; }
    HttpService &service() { return m_service; }
    SocketSender &socketSender() { return m_socketSender; }
    bool isStopping() const { return m_isStopping; }
    /// At most a quarter of a second old.
    SteadyClock::time_point now() const { return m_now; }
    std::string_view date();
    std::string nextRequestId();
    void remove(Connection &connection);

private:
    void run();
    void add(Socket socket);
    void scheduleTick();
    void tick();
    void cutHungUp();

    const int m_number;
    const ServerOptions &m_options;
    HttpService &m_service;
    std::atomic<int> &m_connectionCount;
    SocketSender m_socketSender;
    asio::io_context m_context{1};
    asio::executor_work_guard<Executor> m_work;
    Timer m_tick;
    std::vector<Connection *> m_connections;
    SteadyClock::time_point m_now;
    std::time_t m_dateSecond = 0;
    std::string m_date;
    std::uint64_t m_requestSeed;
    bool m_isTicking = false;
    bool m_isStopping = false;
    std::thread m_thread;
};

} // namespace mirrorlake::serve
