#include "load/connection.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mirrorlake::load {

namespace {

constexpr std::int64_t turnAlone = 4 * 1024 * 1024;
constexpr std::int64_t turnAmongOthers = 256 * 1024; // clients are fair to each other, as processes of their own would be
constexpr std::size_t longestHeader = 64 * 1024;

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

bool isForLater(ssize_t result)
{
    return result < 0 && (errno == EAGAIN || errno == EINTR);
}

} // namespace

Connection::~Connection()
{
    close();
}

void Connection::start()
{
    auto request = m_plan.isHopeless() ? std::nullopt : m_plan.next();
    if (!request) {
        m_state = State::Done;
        close();
        return;
    }
    m_request = std::move(*request);
    m_sent = 0;
    m_header.clear();
    m_bodyTaken = 0;
    m_begin = Clock::now();
    if (m_socket < 0)
        return connect();
    m_state = State::Sending;
    send();
}

void Connection::connect()
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_socket < 0)
        return fail(std::string("socket: ") + std::strerror(errno));
    const int one = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (m_plan.options().rate > 0) {
        const int small = 64 * 1024;
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(m_plan.target().port));
    ::inet_pton(AF_INET, m_plan.target().address.c_str(), &address.sin_addr);
    if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) < 0 && errno != EINPROGRESS)
        return fail(std::string("connect: ") + std::strerror(errno));
    m_state = State::Connecting;
    m_waitsFor = EPOLLOUT;
    epoll_event event{};
    event.events = m_waitsFor;
    event.data.ptr = this;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_socket, &event);
}

void Connection::advance()
{
    switch (m_state) {
    case State::Connecting:
    case State::Sending:
        m_state = State::Sending;
        return send();
    case State::Header:
        return readHeader();
    case State::Body:
        return readBody();
    case State::Done:
        return;
    }
}

void Connection::send()
{
    const auto sent = ::send(m_socket, m_request.data() + m_sent, m_request.size() - m_sent, MSG_NOSIGNAL);
    if (isForLater(sent))
        return waitFor(EPOLLOUT);
    if (sent < 0)
        return fail(std::string("send: ") + std::strerror(errno));
    m_sent += std::size_t(sent);
    if (m_sent < m_request.size())
        return waitFor(EPOLLOUT);
    m_state = State::Header;
    waitFor(EPOLLIN);
}

void Connection::readHeader()
{
    // Peeks first, so that no byte of the body is taken with the header.
    char buffer[8192];
    const auto seen = ::recv(m_socket, buffer, sizeof buffer, MSG_PEEK);
    if (isForLater(seen))
        return;
    if (seen <= 0)
        return fail(seen == 0 ? "closed without an answer" : std::string("recv: ") + std::strerror(errno));
    if (m_header.empty())
        m_firstByte = Clock::now();
    const auto before = m_header.size();
    m_header.append(buffer, std::size_t(seen));
    const auto end = m_header.find("\r\n\r\n", before < 3 ? 0 : before - 3);
    const auto taken = end == std::string::npos ? std::size_t(seen) : end + 4 - before;
    ::recv(m_socket, buffer, taken, 0);
    if (end != std::string::npos)
        return parseHeader(end);
    if (m_header.size() > longestHeader)
        fail("header without an end");
}

void Connection::parseHeader(std::size_t end)
{
    const std::string header = lowered(m_header.substr(0, end + 2));
    m_status = header.size() > 12 ? std::atoi(header.c_str() + 9) : 0;
    m_closesAfter = header.find("\r\nconnection: close") != std::string::npos;
    const auto length = header.find("\r\ncontent-length:");
    const bool hasBody = m_plan.options().method != "HEAD";
    if (hasBody && length == std::string::npos)
        return fail("an answer without Content-Length");
    m_bodyLeft = hasBody ? std::atoll(header.c_str() + length + 17) : 0;
    m_state = State::Body;
    readBody();
}

std::int64_t Connection::allowance() const
{
    const std::int64_t turn = m_plan.options().connections > 1 ? turnAmongOthers : turnAlone;
    if (m_plan.options().rate == 0)
        return turn;
    const double passed = std::chrono::duration<double>(Clock::now() - m_begin).count();
    return std::clamp<std::int64_t>(std::int64_t(passed * double(m_plan.options().rate)) - m_bodyTaken, 0, turn);
}

void Connection::readBody()
{
    while (m_bodyLeft > 0) {
        const auto want = std::min(m_bodyLeft, allowance());
        if (want == 0)
            return waitFor(0);
        const auto taken = ::recv(m_socket, nullptr, std::size_t(want), MSG_TRUNC);
        if (isForLater(taken))
            return waitFor(EPOLLIN);
        if (taken <= 0)
            return fail("cut in the body");
        m_bodyLeft -= taken;
        m_bodyTaken += taken;
        m_plan.received(taken);
        const bool isOthersTurn = m_plan.options().connections > 1 && m_bodyLeft > 0;
        if (taken < want || isOthersTurn)
            return waitFor(EPOLLIN);
    }
    finish();
}

void Connection::allowMore()
{
    if (m_state == State::Body)
        readBody();
}

void Connection::finish()
{
    m_plan.finished(m_begin, m_firstByte, Clock::now(), m_status);
    if (m_closesAfter)
        close();
    start();
}

void Connection::fail(const std::string &why)
{
    m_plan.failed(why);
    close();
    start();
}

void Connection::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

void Connection::waitFor(std::uint32_t events)
{
    if (events == m_waitsFor)
        return;
    m_waitsFor = events;
    epoll_event event{};
    event.events = events;
    event.data.ptr = this;
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, m_socket, &event);
}

} // namespace mirrorlake::load
