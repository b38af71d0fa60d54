#include "fakehub/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace mirrorlake::fakehub {

Socket::Socket(int descriptor) : m_descriptor(descriptor)
{
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Socket::~Socket()
{
    ::close(m_descriptor);
}

bool Socket::receive(std::string &buffer)
{
    std::array<char, 16 * 1024> part;
    for (;;) {
        const ssize_t count = ::recv(m_descriptor, part.data(), part.size(), 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        buffer.append(part.data(), static_cast<std::size_t>(count));
        return true;
    }
}

bool Socket::send(std::string_view bytes, bool hasMore)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | (hasMore ? MSG_MORE : 0));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool Socket::isGoneWithin(std::chrono::nanoseconds time) const
{
    const auto until = std::chrono::steady_clock::now() + time;
    for (;;) {
        const auto left =
            std::max(std::chrono::nanoseconds(0), std::chrono::nanoseconds(until - std::chrono::steady_clock::now()));
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        const timespec wait{seconds.count(), (left - seconds).count()};
        pollfd poll{m_descriptor, POLLRDHUP, 0};
        const int ready = ::ppoll(&poll, 1, &wait, nullptr);
        if (ready > 0)
            return true;
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

void Socket::shutDown()
{
    ::shutdown(m_descriptor, SHUT_RDWR);
}

void Socket::resetOnClose()
{
    const linger none{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

int Socket::peerPort() const
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    ::getpeername(m_descriptor, reinterpret_cast<sockaddr *>(&address), &length);
    return ntohs(address.sin_port);
}

} // namespace mirrorlake::fakehub
