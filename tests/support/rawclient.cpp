#include "support/rawclient.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace mirrorlake::test {

namespace {

constexpr int patienceSeconds = 20;

int connectTo(const std::string &endpoint, int receiveBuffer)
{
    const std::size_t colon = endpoint.rfind(':');
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(endpoint.c_str() + colon + 1)));
    inet_pton(AF_INET, endpoint.substr(0, colon).c_str(), &address.sin_addr);
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receiveBuffer > 0)
        ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    const timeval patience{patienceSeconds, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const int one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    ::close(fd);
    return -1;
}

} // namespace

std::optional<std::string> RawReply::header(std::string_view name) const
{
    std::size_t line = head.find("\r\n");
    while (line != std::string::npos && line + 2 < head.size()) {
        line += 2;
        const std::size_t end = head.find("\r\n", line);
        const std::size_t colon = head.find(':', line);
        const bool isThis =
            colon - line == name.size() && strncasecmp(head.c_str() + line, name.data(), name.size()) == 0;
        if (isThis)
            return head.substr(colon + 2, end - colon - 2);
        line = end;
    }
    return std::nullopt;
}

RawClient::RawClient(const std::string &endpoint, int receiveBuffer) : m_socket(connectTo(endpoint, receiveBuffer)) {}

RawClient::~RawClient()
{
    close();
}

bool RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::receive()
{
    std::array<char, 64 * 1024> buffer;
    const ssize_t got = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (got <= 0)
        return false;
    m_unread.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

RawReply RawClient::readHead()
{
    RawReply reply;
    std::size_t end = std::string::npos;
    while ((end = m_unread.find("\r\n\r\n")) == std::string::npos) {
        if (!receive())
            return reply;
    }
    reply.head = m_unread.substr(0, end + 2);
    m_unread.erase(0, end + 4);
    reply.status = std::atoi(reply.head.c_str() + sizeof "HTTP/1.1");
    return reply;
}

RawReply RawClient::readReply(bool toHead)
{
    RawReply reply = readHead();
    const auto length = reply.header("Content-Length");
    if (toHead || !length) {
        reply.isWhole = reply.status != 0;
        return reply;
    }
    const std::size_t size = std::strtoull(length->c_str(), nullptr, 10);
    reply.body = readBytes(size);
    reply.isWhole = reply.body.size() == size;
    return reply;
}

std::string RawClient::readBytes(std::size_t count)
{
    while (m_unread.size() < count && receive())
        ;
    std::string bytes = m_unread.substr(0, count);
    m_unread.erase(0, count);
    return bytes;
}

std::string RawClient::readToEnd()
{
    while (receive())
        ;
    return std::exchange(m_unread, {});
}

bool RawClient::isClosedByServer()
{
    if (!m_unread.empty())
        return false;
    char byte;
    const ssize_t got = ::recv(m_socket, &byte, 1, MSG_PEEK);
    return got == 0 || (got < 0 && errno == ECONNRESET);
}

void RawClient::closeWriting()
{
    ::shutdown(m_socket, SHUT_WR);
}

void RawClient::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

RawReply RawClient::ask(std::string_view bytes, bool toHead)
{
    send(bytes);
    return readReply(toHead);
}

std::string RawClient::get(std::string_view target, std::string_view extraFields)
{
    std::string text("GET ");
    text.append(target).append(" HTTP/1.1\r\nHost: test\r\n").append(extraFields).append("\r\n");
    return text;
}

std::string RawClient::head(std::string_view target)
{
    std::string text("HEAD ");
    text.append(target).append(" HTTP/1.1\r\nHost: test\r\n\r\n");
    return text;
}

} // namespace mirrorlake::test
