// One I/O thread: an io_context, the connections that live on it, and what they share: the poller, the cached date, the
// time, the copy buffer. Thread: adopt(), beginStop(), cutAll() from any; the rest on the loop's own.
#pragma once

#include "serve/asio.h"
#include "serve/connection.h"
#include "serve/poller.h"
#include "serve/server.h"
#include "serve/socketsender.h"
#include "serve/trustedproxies.h"

#include <atomic>
#include <ctime>
#include <functional>
#include <memory>
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
    void adopt(SocketHandle socket);
    /// Tells one client more than can be served why it is turned away.
    void sayAndClose(SocketHandle socket, std::string text);
    /// Idle connections end now, others after their reply; then the thread ends.
    void beginStop();
    void cutAll();

    Executor executor() { return m_context.get_executor(); }
    const ServerOptions &options() const { return m_options; }
    HttpService &service() { return m_service; }
    const TrustedProxies &trustedProxies() const { return m_trustedProxies; }
    Poller &poller() { return m_poller; }
    SocketSender &socketSender() { return m_socketSender; }
    bool isStopping() const { return m_isStopping; }
    /// At most a quarter of a second old.
    SteadyClock::time_point now() const { return m_now; }
    std::string_view date();
    std::string nextRequestId();
    /// Runs the connection after what others have to do now.
    void schedule(Connection &connection);
    /// Deletes it.
    void remove(Connection &connection);

private:
    void run();
    void add(SocketHandle socket);
    void scheduleTick();
    void tick();
    void runScheduled();
    void endIfDone();

    const int m_number;
    const ServerOptions &m_options;
    HttpService &m_service;
    const TrustedProxies m_trustedProxies;
    std::atomic<int> &m_connectionCount;
    SocketSender m_socketSender;
    asio::io_context m_context{1};
    asio::executor_work_guard<Executor> m_work;
    Timer m_tick;
    Poller m_poller;
    std::vector<std::unique_ptr<Connection>> m_connections; // depends on: m_poller
    std::vector<Connection *> m_scheduled;
    std::vector<Connection *> m_running; ///< those of m_scheduled whose turn it is
    SteadyClock::time_point m_now;
    std::time_t m_dateSecond = 0;
    std::string m_date;
    std::uint64_t m_requestSeed;
    bool m_isTicking = false;
    bool m_isStopping = false;
    std::thread m_thread;
};

} // namespace mirrorlake::serve
