#include "serve/loop.h"

#include "base/log.h"
#include "serve/replyhead.h"

#include <boost/asio/post.hpp>

#include <fmt/format.h>
#include <pthread.h>
#include <sys/socket.h>

#include <random>

namespace mirrorlake::serve {

namespace {

constexpr std::chrono::milliseconds tickInterval{250};

/// SplitMix64: every seed gives another number that looks like none of its neighbours.
std::uint64_t mixed(std::uint64_t seed)
{
    seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
    seed = (seed ^ (seed >> 27)) * 0x94d049bb133111eb;
    return seed ^ (seed >> 31);
}

} // namespace

Loop::Loop(int number, const ServerOptions &options, HttpService &service, std::atomic<int> &connections)
    : m_number(number), m_options(options), m_service(service), m_trustedProxies(options.trustedProxies), m_connectionCount(connections),
      m_socketSender(options.useSendfile), m_work(m_context.get_executor()), m_tick(m_context.get_executor()),
      m_poller(m_context), m_now(SteadyClock::now())
{
    std::random_device random;
    m_requestSeed = (static_cast<std::uint64_t>(random()) << 32) | random();
}

Loop::~Loop()
{
    join();
}

void Loop::startThread(std::function<void()> onEnd)
{
    m_thread = std::thread([this, onEnd = std::move(onEnd)] {
        run();
        onEnd();
    });
    pthread_setname_np(m_thread.native_handle(), fmt::format("serve-{}", m_number).c_str());
}

void Loop::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

void Loop::run()
{
    for (;;) {
        try {
            m_context.run();
            return;
        } catch (const std::exception &e) {
            log::error("serve", "an I/O thread caught an exception and goes on: {}", e.what());
        }
    }
}

void Loop::adopt(SocketHandle socket)
{
    asio::post(m_context, [this, socket = std::move(socket)]() mutable { add(std::move(socket)); });
}

void Loop::sayAndClose(SocketHandle socket, std::string text)
{
    asio::post(m_context, [this, socket = std::move(socket), text = std::move(text)]() mutable {
        m_socketSender.sendText(socket.get(), text);
        ::shutdown(socket.get(), SHUT_WR);
    });
}

void Loop::add(SocketHandle socket)
{
    if (m_isStopping) {
        --m_connectionCount;
        return;
    }
    if (m_connections.empty())
        m_now = SteadyClock::now();
    m_connections.push_back(std::make_unique<Connection>(*this, std::move(socket)));
    Connection &connection = *m_connections.back();
    connection.index = m_connections.size() - 1;
    scheduleTick();
    connection.start();
}

void Loop::schedule(Connection &connection)
{
    if (std::exchange(connection.isScheduled, true))
        return;
    m_scheduled.push_back(&connection);
    if (m_scheduled.size() == 1)
        asio::post(m_context, [this] { runScheduled(); });
}

void Loop::runScheduled()
{
    m_running.swap(m_scheduled);
    for (Connection *connection : m_running) {
        connection->isScheduled = false;
        connection->run();
    }
    m_running.clear();
}

void Loop::remove(Connection &connection)
{
    if (connection.isScheduled)
        std::erase(m_scheduled, &connection);
    const std::size_t index = connection.index;
    std::swap(m_connections[index], m_connections.back());
    m_connections[index]->index = index;
    m_connections.pop_back();
    --m_connectionCount;
    endIfDone();
}

/// What still waits would keep the thread.
void Loop::endIfDone()
{
    if (!m_isStopping || !m_connections.empty())
        return;
    m_tick.cancel();
    m_poller.close();
}

void Loop::beginStop()
{
    asio::post(m_context, [this] {
        m_isStopping = true;
        m_work.reset();
        for (const auto &connection : m_connections)
            connection->finishSoon();
        endIfDone();
    });
}

void Loop::cutAll()
{
    asio::post(m_context, [this] {
        for (const auto &connection : m_connections)
            connection->cut();
    });
}

/// Ticks only while there are connections, so that a server nobody uses sleeps.
void Loop::scheduleTick()
{
    if (m_isTicking || m_connections.empty())
        return;
    m_isTicking = true;
    m_tick.expires_after(tickInterval);
    m_tick.async_wait([this](const boost::system::error_code &) {
        m_isTicking = false;
        tick();
        scheduleTick();
    });
}

void Loop::tick()
{
    m_now = SteadyClock::now();
    for (const auto &connection : m_connections)
        connection->checkTime(m_now);
}

std::string_view Loop::date()
{
    const std::time_t second = std::time(nullptr);
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = httpDate(second);
    }
    return m_date;
}

std::string Loop::nextRequestId()
{
    constexpr std::string_view digits = "0123456789abcdef";
    m_requestSeed += 0x9e3779b97f4a7c15;
    std::uint64_t number = mixed(m_requestSeed);
    std::string id(12, '0');
    for (char &c : id) {
        c = digits[number & 15];
        number >>= 4;
    }
    return id;
}

} // namespace mirrorlake::serve
