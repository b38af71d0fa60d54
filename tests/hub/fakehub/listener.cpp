#include "fakehub/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace mirrorlake::fakehub {

Listener::Listener(std::string address, int port, Surroundings surroundings)
    : m_address(std::move(address)), m_port(port), m_around(std::move(surroundings))
{}

Listener::~Listener()
{
    close(true);
}

std::string Listener::url() const
{
    return "http://" + m_address + ":" + std::to_string(m_port);
}

Result<void> Listener::open()
{
    const std::lock_guard lock(m_opening);
    if (m_descriptor >= 0)
        return {};
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(m_port));
    constexpr int backlog = 1024;
    if (::inet_pton(AF_INET, m_address.c_str(), &address.sin_addr) != 1 ||
        ::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        ::listen(descriptor, backlog) != 0) {
        ::close(descriptor);
        return fail(ErrorCode::CannotListen, "cannot listen on " + url());
    }
    socklen_t length = sizeof address;
    ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_descriptor = descriptor;
    m_acceptor = std::thread([this, descriptor] { acceptLoop(descriptor); });
    return {};
}

void Listener::close(bool dropsRunning)
{
    {
        const std::lock_guard lock(m_opening);
        if (m_descriptor >= 0) {
            ::shutdown(m_descriptor, SHUT_RDWR);
            m_acceptor.join();
            ::close(m_descriptor);
            m_descriptor = -1;
        }
    }
    if (dropsRunning)
        reap(true);
}

void Listener::acceptLoop(int descriptor)
{
    for (;;) {
        const int accepted = ::accept4(descriptor, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted >= 0)
            start(accepted);
        else if (errno != EINTR && errno != ECONNABORTED)
            return;
    }
}

void Listener::start(int descriptor)
{
    reap(false);
    const std::lock_guard lock(m_mutex);
    Running &running = m_running.emplace_back();
    running.socket = std::make_shared<Socket>(descriptor);
    const std::uint64_t number = ++m_accepted;
    running.thread = std::thread([this, &running, number] {
        constexpr unsigned long nanoseconds = 1;
        ::prctl(PR_SET_TIMERSLACK, nanoseconds);
        Connection(running.socket, m_around, number).run();
        running.isDone = true;
    });
}

void Listener::reap(bool all)
{
    std::list<Running> ended;
    {
        const std::lock_guard lock(m_mutex);
        for (auto at = m_running.begin(); at != m_running.end();) {
            const auto next = std::next(at);
            const bool isMyself = at->thread.get_id() == std::this_thread::get_id();
            if ((all && !isMyself) || at->isDone)
                ended.splice(ended.end(), m_running, at);
            at = next;
        }
    }
    for (Running &running : ended) {
        running.socket->shutDown();
        running.thread.join();
    }
}

} // namespace mirrorlake::fakehub
