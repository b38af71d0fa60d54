#include "serve/connection.h"

#include "base/errorreply.h"
#include "base/log.h"
#include "base/logscope.h"
#include "serve/loop.h"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace mirrorlake::serve {

namespace {

constexpr std::chrono::seconds lingerTime{2};
constexpr int slowestBody = 10; ///< a body that keeps coming may take this many read time-outs
constexpr int repliesPerTurn = 32;

std::string numericAddress(const asio::ip::address &address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

std::string addressWithPort(const Tcp::endpoint &endpoint)
{
    const std::string host = numericAddress(endpoint.address());
    const bool isV6 = host.find(':') != std::string::npos;
    return (isV6 ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

/// What getpeername(2) or getsockname(2) says.
Tcp::endpoint endpointOf(int socket, int (*ask)(int, sockaddr *, socklen_t *))
{
    Tcp::endpoint endpoint;
    auto size = static_cast<socklen_t>(endpoint.capacity());
    if (ask(socket, endpoint.data(), &size) == 0 && size <= endpoint.capacity())
        endpoint.resize(size);
    return endpoint;
}

} // namespace

Connection::Connection(Loop &loop, SocketHandle socket)
    : m_loop(loop), m_socket(std::move(socket)), m_mailbox(std::make_shared<Mailbox>(loop.executor(), *this)),
      m_reader({loop.options().maxHeader, loop.options().maxBody}), m_sender(loop.socketSender())
{
    const int on = 1;
    ::setsockopt(m_socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_peerAddress = numericAddress(endpointOf(m_socket.get(), ::getpeername).address());
    m_localAddress = addressWithPort(endpointOf(m_socket.get(), ::getsockname));
}

Connection::~Connection()
{
    m_mailbox->close();
}

void Connection::start()
{
    enter(State::Idle);
    if (!m_loop.poller().add(m_socket.get(), *this))
        cut();
}

void Connection::socketChanged(bool hasHungUp)
{
    m_mayRead = true;
    m_hasHungUp = m_hasHungUp || hasHungUp;
    run();
}

void Connection::run()
{
    m_repliesInTurn = 0;
    try {
        while (step()) {
        }
    } catch (const std::exception &e) {
        log::error("serve", "a connection of {} ended by an exception: {}", m_peerAddress, e.what());
        m_state = State::Cut;
    }
    if (!isCut())
        return;
    endReply(false);
    m_loop.remove(*this);
}

bool Connection::step()
{
    switch (m_state) {
    case State::Idle:
    case State::Reading:
        return read();
    case State::Preparing:
        return awaitReply();
    case State::Sending:
        return send();
    case State::Starved:
        return m_mailbox->wait() ? false : send();
    case State::Lingering:
        return linger();
    case State::Cut:
        break;
    }
    return false;
}

/// The whole table of what may take how long. Waiting for others has no end of its own: the service and the file body
/// have theirs.
void Connection::enter(State state)
{
    if (isCut())
        return;
    m_state = state;
    const ServerOptions &options = m_loop.options();
    switch (state) {
    case State::Idle:
        m_deadline = m_loop.now() + options.idleTimeout;
        break;
    case State::Reading:
        m_deadline = std::min(m_loop.now() + options.readTimeout, m_requestDeadline);
        break;
    case State::Sending:
        m_deadline = m_loop.now() + options.writeTimeout;
        break;
    case State::Lingering:
        m_deadline = m_loop.now() + lingerTime;
        break;
    case State::Preparing:
    case State::Starved:
    case State::Cut:
        m_deadline = SteadyClock::time_point::max();
        break;
    }
}

/// A client that has closed its side while it waits for us is gone: what is prepared for it would only be held open.
void Connection::checkTime(SteadyClock::time_point now)
{
    if (m_hasHungUp && (m_state == State::Preparing || m_state == State::Starved))
        return cut();
    if (now < m_deadline)
        return;
    if (m_state != State::Reading)
        return cut();
    m_refusal = Error{ErrorCode::RequestTimeout, "the request did not arrive in time"};
    m_progress = RequestReader::Progress::Refused;
    m_deadline = SteadyClock::time_point::max();
    m_loop.schedule(*this);
}

void Connection::finishSoon()
{
    const bool isReplying = m_state == State::Preparing || m_state == State::Starved || m_state == State::Sending;
    if (!isReplying)
        cut();
}

void Connection::cut()
{
    if (isCut())
        return;
    m_state = State::Cut;
    m_loop.schedule(*this);
}

bool Connection::read()
{
    if (m_progress == RequestReader::Progress::NeedsMore && !receive())
        return false;
    if (m_progress != RequestReader::Progress::NeedsMore)
        ask();
    return true;
}

/// True unless nothing is there to be read now.
bool Connection::receive()
{
    if (m_loop.isStopping()) {
        m_state = State::Cut;
        return false;
    }
    if (m_reader.takeContinue())
        m_loop.socketSender().sendText(m_socket.get(), "HTTP/1.1 100 Continue\r\n\r\n");
    if (!m_mayRead)
        return false;
    const auto space = m_reader.space();
    const ssize_t count = ::recv(m_socket.get(), space.data, space.size, MSG_DONTWAIT);
    if (count > 0) {
        m_mayRead = m_hasHungUp || static_cast<std::size_t>(count) == space.size;
        received(static_cast<std::size_t>(count));
    } else if (count == 0) {
        endOfInput();
    } else if (errno == EAGAIN) {
        m_mayRead = false;
    } else if (errno != EINTR) {
        m_state = State::Cut;
    }
    return !isCut();
}

void Connection::received(std::size_t count)
{
    if (m_state == State::Idle) {
        m_requestDeadline = m_loop.now() + slowestBody * m_loop.options().readTimeout;
        enter(State::Reading);
    } else if (m_reader.isInBody()) {
        enter(State::Reading);
    }
    m_reader.received(count);
    m_progress = m_reader.advance();
}

void Connection::endOfInput()
{
    if (m_state != State::Reading) {
        m_state = State::Cut;
        return;
    }
    m_refusal = Error{ErrorCode::BadRequest, "the request ends before it is complete"};
    m_progress = RequestReader::Progress::Refused;
}

std::shared_ptr<const HttpRequest> Connection::makeRequest()
{
    auto request = std::make_shared<HttpRequest>(m_reader.take());
    request->clientAddress = m_loop.trustedProxies().clientOf(*request, m_peerAddress);
    request->localAddress = m_localAddress;
    request->id = m_loop.nextRequestId();
    return request;
}

/// Gives the request to the service, or what is wrong with it to the client.
void Connection::ask()
{
    m_isHead = m_reader.isHead();
    enter(State::Preparing);
    if (m_progress == RequestReader::Progress::Refused)
        return refuse(m_refusal ? *m_refusal : m_reader.refusal());
    m_keepsAlive = m_reader.keepsAlive();
    const std::shared_ptr<const HttpRequest> request = makeRequest();
    try {
        m_loop.service().serve(request, m_mailbox->nextSink());
    } catch (const std::exception &e) {
        const log::Scope scope(request->id);
        log::error("serve", "a request ended by an exception: {}", e.what());
    }
}

/// Where the next request starts is not known, so the connection ends.
void Connection::refuse(const Error &error)
{
    log::debug("serve", "refused a request of {}: {}", m_peerAddress, error.message);
    m_keepsAlive = false;
    m_mailbox->nextSink()(errorReply(error));
}

bool Connection::awaitReply()
{
    std::optional<HttpReply> reply = m_mailbox->takeReply();
    if (!reply)
        return !m_mailbox->wait();
    begin(std::move(*reply));
    return true;
}

void Connection::begin(HttpReply reply)
{
    m_keepsAlive = m_keepsAlive && !m_loop.isStopping();
    m_watch = reply.watch;
    m_sender.begin(std::move(reply), m_isHead, m_keepsAlive, m_loop.date());
    enter(State::Sending);
}

bool Connection::send()
{
    const std::int64_t before = m_sender.sent();
    switch (m_sender.advance(m_socket.get())) {
    case SendStep::Done:
        endReply(true);
        goOn();
        return !isCut() && !isScheduled;
    case SendStep::Yielded:
        m_loop.schedule(*this);
        [[fallthrough]];
    case SendStep::Blocked:
        if (m_sender.sent() > before || m_state != State::Sending)
            enter(State::Sending);
        return false;
    case SendStep::Starved:
        awaitBytes();
        return true;
    case SendStep::Failed:
        m_state = State::Cut;
        break;
    }
    return false;
}

/// The next request of this connection, after those that other connections have made meanwhile.
void Connection::goOn()
{
    if (m_keepsAlive && !m_loop.isStopping()) {
        enter(State::Idle);
        m_progress = m_reader.advance();
        if (++m_repliesInTurn == repliesPerTurn)
            m_loop.schedule(*this);
    } else if (m_reader.isIdle()) {
        m_state = State::Cut;
    } else {
        enter(State::Lingering);
        ::shutdown(m_socket.get(), SHUT_WR);
        m_mayRead = true;
    }
}

void Connection::awaitBytes()
{
    enter(State::Starved);
    m_sender.whenReady([mailbox = m_mailbox] { mailbox->ring(); });
}

void Connection::endReply(bool isWhole)
{
    if (m_watch)
        m_watch->ended(isWhole);
    m_watch.reset();
    m_sender.finish();
}

/// A socket that is closed with unread bytes in it sends a reset, which can overtake the reply.
bool Connection::linger()
{
    std::array<char, 4096> unwanted;
    const ssize_t count = ::recv(m_socket.get(), unwanted.data(), unwanted.size(), MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
        m_state = State::Cut;
    if (count > 0 && ++m_repliesInTurn >= repliesPerTurn) {
        m_loop.schedule(*this);
        return false;
    }
    return count > 0 || (count < 0 && errno == EINTR);
}

} // namespace mirrorlake::serve
