#include "serve/server.h"

#include "base/log.h"
#include "serve/listener.h"

#include <boost/asio/post.hpp>

#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

namespace mirrorlake::serve {

namespace {

constexpr int mostThreads = 4;
constexpr rlim_t filesPerConnection = 2; ///< a socket and the blob that it sends
constexpr rlim_t otherFiles = 512;

/// Those that this process may use: a container or a service may have fewer than the machine.
int usableCores()
{
    cpu_set_t cores;
    return sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores)
                                                           : static_cast<int>(std::thread::hardware_concurrency());
}

int threadCount(int wished)
{
    const int cores = usableCores();
    return wished > 0 ? wished : std::clamp(cores, 1, mostThreads);
}

void allowOpenFiles(int maxConnections)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    const rlim_t wanted = static_cast<rlim_t>(maxConnections) * filesPerConnection + otherFiles;
    if (limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < wanted)
        log::warning(
            "serve",
            "the system allows {} open files; {} connections at once would need {}: raise the limit (ulimit -Hn)",
            limit.rlim_cur, maxConnections, wanted);
}

} // namespace

class Server::Impl
{
public:
    Impl(ServerOptions options, HttpService &service) : m_options(std::move(options)), m_service(service) {}
    ~Impl() { stop({}); }

    Result<void> start();
    std::vector<std::string> endpoints() const;
    void stop(std::chrono::milliseconds grace);
    void abort();
    int connections() const { return m_connections; }

private:
    Result<std::vector<ListenAddress>> addresses() const;
    Result<void> openListeners(const std::vector<ListenAddress> &addresses);
    void discard();

    const ServerOptions m_options;
    HttpService &m_service;
    std::atomic<int> m_connections{0};
    mutable std::mutex m_mutex; ///< of what follows
    std::condition_variable m_changed;
    std::vector<std::unique_ptr<Loop>> m_loops;
    std::unique_ptr<AcceptShare> m_share;               // depends on: m_loops
    std::vector<std::unique_ptr<Listener>> m_listeners; // depends on: m_share
    std::size_t m_running = 0;
    bool m_isAborted = false;
};

Result<std::vector<ListenAddress>> Server::Impl::addresses() const
{
    std::vector<ListenAddress> parsed;
    for (const std::string &text : m_options.listen) {
        auto address = parseListenAddress(text);
        if (!address)
            return fail(std::move(address.error()));
        parsed.push_back(std::move(*address));
    }
    if (parsed.empty())
        return fail(ErrorCode::BadConfiguration, "there is no address to listen on");
    return parsed;
}

Result<void> Server::Impl::openListeners(const std::vector<ListenAddress> &addresses)
{
    for (const ListenAddress &address : addresses) {
        const bool isV4Listed = std::ranges::any_of(
            addresses, [&](const ListenAddress &other) { return !other.isV6 && other.port == address.port; });
        m_listeners.push_back(std::make_unique<Listener>(*m_share, address));
        if (const Result<void> opened = m_listeners.back()->open(isV4Listed); !opened)
            return opened;
    }
    return {};
}

Result<void> Server::Impl::start()
{
    const auto addresses = this->addresses();
    if (!addresses)
        return fail(addresses.error());
    std::signal(SIGPIPE, SIG_IGN); // sendfile(2) has no MSG_NOSIGNAL
    allowOpenFiles(m_options.maxConnections);
    const std::lock_guard lock(m_mutex);
    if (!m_loops.empty())
        return fail(ErrorCode::Internal, "the server is running already");
    m_isAborted = false;
    const int threads = threadCount(m_options.threads);
    for (int i = 0; i < threads; ++i)
        m_loops.push_back(std::make_unique<Loop>(i, m_options, m_service, m_connections));
    m_share = std::make_unique<AcceptShare>(AcceptShare{m_loops, m_connections, m_options.maxConnections});
    if (const Result<void> opened = openListeners(*addresses); !opened) {
        discard();
        return opened;
    }
    m_running = m_loops.size();
    for (const auto &listener : m_listeners)
        listener->startAccepting();
    for (const auto &loop : m_loops) {
        loop->startThread([this] {
            const std::lock_guard guard(m_mutex);
            --m_running;
            m_changed.notify_all();
        });
    }
    return {};
}

std::vector<std::string> Server::Impl::endpoints() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> texts;
    for (const auto &listener : m_listeners)
        texts.push_back(listener->endpoint());
    return texts;
}

void Server::Impl::stop(std::chrono::milliseconds grace)
{
    std::unique_lock lock(m_mutex);
    if (m_loops.empty())
        return;
    asio::post(m_loops.front()->context(), [this] {
        for (const auto &listener : m_listeners)
            listener->close();
    });
    for (const auto &loop : m_loops)
        loop->beginStop();
    m_changed.wait_for(lock, grace, [this] { return m_running == 0 || m_isAborted; });
    for (const auto &loop : m_loops)
        loop->cutAll();
    m_changed.wait(lock, [this] { return m_running == 0; });
    discard();
}

/// Everything that was started has ended.
void Server::Impl::discard()
{
    m_listeners.clear();
    m_share.reset();
    for (const auto &loop : m_loops)
        loop->join();
    m_loops.clear();
}

void Server::Impl::abort()
{
    const std::lock_guard lock(m_mutex);
    m_isAborted = true;
    for (const auto &loop : m_loops)
        loop->cutAll();
    m_changed.notify_all();
}

Server::Server(ServerOptions options, HttpService &service)
    : m_impl(std::make_unique<Impl>(std::move(options), service))
{}

Server::~Server() = default;

Result<void> Server::start()
{
    return m_impl->start();
}

std::vector<std::string> Server::endpoints() const
{
    return m_impl->endpoints();
}

void Server::stop(std::chrono::milliseconds grace)
{
    m_impl->stop(grace);
}

void Server::abort()
{
    m_impl->abort();
}

int Server::connections() const
{
    return m_impl->connections();
}

} // namespace mirrorlake::serve
