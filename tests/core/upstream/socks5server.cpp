#include "core/upstream/socks5server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>

namespace mirrorlake::test {

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::optional<std::string> take(int socket, std::size_t count)
{
    std::string bytes(count, '\0');
    const bool isWhole = ::recv(socket, bytes.data(), count, MSG_WAITALL) == static_cast<ssize_t>(count);
    return isWhole ? std::optional(bytes) : std::nullopt;
}

/// A byte that says how many follow, and those.
std::optional<std::string> takeCounted(int socket)
{
    const auto count = take(socket, 1);
    return count ? take(socket, static_cast<unsigned char>(count->front())) : std::nullopt;
}

bool give(int socket, const std::string &bytes)
{
    return ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

bool pass(int from, int to)
{
    std::array<char, 16384> bytes{};
    const ssize_t count = ::recv(from, bytes.data(), bytes.size(), 0);
    return count > 0 && give(to, std::string(bytes.data(), static_cast<std::size_t>(count)));
}

} // namespace

Socks5Server::Socks5Server(std::string user, std::string password)
    : m_user(std::move(user)), m_password(std::move(password))
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
    ::listen(m_listener, 16);
    socklen_t length = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { acceptAll(); });
}

Socks5Server::~Socks5Server()
{
    m_isEnding = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    {
        const std::scoped_lock guard(m_mutex);
        for (const int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread &talker : m_talkers)
        talker.join();
    ::close(m_listener);
}

std::vector<std::string> Socks5Server::targets() const
{
    const std::scoped_lock guard(m_mutex);
    return m_targets;
}

void Socks5Server::acceptAll()
{
    while (!m_isEnding) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        const std::scoped_lock guard(m_mutex);
        m_sockets.push_back(socket);
        m_talkers.emplace_back([this, socket] { talk(socket); });
    }
}

void Socks5Server::talk(int socket)
{
    const int target = greets(socket) ? connected(socket) : -1;
    if (target >= 0) {
        relay(socket, target);
        ::close(target);
    }
    const std::scoped_lock guard(m_mutex);
    m_sockets.remove(socket);
    ::close(socket);
}

bool Socks5Server::greets(int socket)
{
    using namespace std::string_literals;
    const auto version = take(socket, 1);
    const auto methods = version ? takeCounted(socket) : std::nullopt;
    if (!methods || methods->find('\2') == std::string::npos) {
        ++m_refusals;
        give(socket, "\x05\xff"s);
        return false;
    }
    give(socket, "\5\2"s);
    const auto form = take(socket, 1);
    const auto user = form ? takeCounted(socket) : std::nullopt;
    const auto password = user ? takeCounted(socket) : std::nullopt;
    const bool isRight = password && *user == m_user && *password == m_password;
    m_refusals += isRight ? 0 : 1;
    give(socket, isRight ? "\1\0"s : "\1\1"s);
    return isRight;
}

int Socks5Server::connected(int socket)
{
    const auto request = take(socket, 4); // version, command, zero, form of the address
    const bool isName = request && request->at(3) == 3;
    const auto host = !request ? std::nullopt : isName ? takeCounted(socket) : take(socket, 4);
    const auto port = host ? take(socket, 2) : std::nullopt;
    if (!port)
        return -1;
    const int number = static_cast<unsigned char>(port->at(0)) * 256 + static_cast<unsigned char>(port->at(1));
    std::array<char, INET_ADDRSTRLEN> text{};
    const std::string shown = isName ? *host : ::inet_ntop(AF_INET, host->data(), text.data(), text.size());
    {
        const std::scoped_lock guard(m_mutex);
        m_targets.push_back(shown + ":" + std::to_string(number));
    }
    const int target = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(number);
    const bool isThere = ::connect(target, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    give(socket, std::string("\5") + (isThere ? '\0' : '\5') + std::string("\0\1\0\0\0\0\0\0", 8));
    if (isThere)
        return target;
    ::close(target);
    return -1;
}

void Socks5Server::relay(int socket, int target) const
{
    std::array<pollfd, 2> ends{pollfd{socket, POLLIN, 0}, pollfd{target, POLLIN, 0}};
    while (!m_isEnding && ::poll(ends.data(), ends.size(), 100) >= 0) {
        if (ends[0].revents != 0 && !pass(socket, target))
            return;
        if (ends[1].revents != 0 && !pass(target, socket))
            return;
    }
}

} // namespace mirrorlake::test
