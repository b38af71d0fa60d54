#include "serve/connection.h"

#include "base/errorreply.h"
#include "base/log.h"
#include "serve/loop.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <array>

namespace mirrorlake::serve {

namespace {

constexpr std::chrono::seconds lingerTime{2};
constexpr int slowestBody = 10; ///< a body that keeps coming may take this many read time-outs

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

} // namespace

Connection::Connection(Loop &loop, Socket socket)
    : m_loop(loop), m_socket(std::move(socket)), m_timer(loop.executor(), SteadyClock::time_point::max()),
      m_mailbox(std::make_shared<Mailbox>(m_timer)), m_reader({loop.options().maxHeader, loop.options().maxBody}),
      m_sender(loop.socketSender())
{
    boost::system::error_code code;
    m_socket.set_option(Tcp::no_delay(true), code);
    m_socket.native_non_blocking(true, code);
    m_clientAddress = numericAddress(m_socket.remote_endpoint(code).address());
    m_localAddress = addressWithPort(m_socket.local_endpoint(code));
}

void Connection::start()
{
    enter(State::Idle);
    asio::co_spawn(m_loop.executor(), run(shared_from_this()), asio::detached);
}

Awaitable<void> Connection::run(std::shared_ptr<Connection> self)
{
    try {
        while (!isCut() && m_keepsAlive && !m_loop.isStopping()) {
            enter(State::Idle);
            m_progress = m_reader.advance();
            while (m_progress == RequestReader::Progress::NeedsMore && !isCut()) {
                prepareToReceive();
                const auto space = m_reader.space();
                const auto [code, count] =
                    co_await m_socket.async_receive(asio::buffer(space.data, space.size), awaiting);
                received(code, count);
            }
            if (isCut())
                break;
            ask();
            if (!takeReply())
                co_await awaitReply();
            if (!isCut() && !sendNow())
                co_await send();
        }
        if (!isCut() && !m_reader.isIdle())
            co_await linger();
    } catch (const std::exception &e) {
        log::error("serve", "a connection of {} ended by an exception: {}", m_clientAddress, e.what());
    }
    endReply(false);
    cut();
    m_loop.remove(*self);
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

void Connection::checkTime(SteadyClock::time_point now)
{
    if (now < m_deadline)
        return;
    if (m_state != State::Reading)
        return cut();
    m_refusal = Error{ErrorCode::RequestTimeout, "the request did not arrive in time"};
    m_deadline = SteadyClock::time_point::max();
    boost::system::error_code code;
    m_socket.cancel(code);
}

void Connection::finishSoon()
{
    const bool isReplying = isWaitingForOthers() || m_state == State::Sending;
    if (!isReplying)
        cut();
}

void Connection::cut()
{
    if (isCut())
        return;
    m_state = State::Cut;
    m_mailbox->close();
    boost::system::error_code code;
    m_socket.close(code);
}

void Connection::prepareToReceive()
{
    if (m_loop.isStopping())
        cut();
    else if (m_reader.takeContinue())
        m_loop.socketSender().sendText(socket(), "HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::received(const boost::system::error_code &code, std::size_t count)
{
    if (isCut())
        return;
    if (code == asio::error::eof && m_state == State::Reading)
        m_refusal = Error{ErrorCode::BadRequest, "the request ends before it is complete"};
    if (m_refusal) {
        m_progress = RequestReader::Progress::Refused;
        return;
    }
    if (code)
        return cut();
    if (m_state == State::Idle) {
        m_requestDeadline = m_loop.now() + slowestBody * m_loop.options().readTimeout;
        enter(State::Reading);
    } else if (m_reader.isInBody()) {
        enter(State::Reading);
    }
    m_reader.received(count);
    m_progress = m_reader.advance();
}

std::shared_ptr<const HttpRequest> Connection::makeRequest()
{
    auto request = std::make_shared<HttpRequest>(m_reader.take());
    request->clientAddress = m_clientAddress;
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
        log::error("serve", "request {} ended by an exception: {}", request->id, e.what());
    }
}

/// Where the next request starts is not known, so the connection ends.
void Connection::refuse(const Error &error)
{
    log::debug("serve", "refused a request of {}: {}", m_clientAddress, error.message);
    m_keepsAlive = false;
    m_mailbox->nextSink()(errorReply(error));
}

bool Connection::takeReply()
{
    std::optional<HttpReply> reply = m_mailbox->takeReply();
    if (!reply)
        return false;
    m_keepsAlive = m_keepsAlive && !m_loop.isStopping();
    m_watch = reply->watch;
    m_sender.begin(std::move(*reply), m_isHead, m_keepsAlive, m_loop.date());
    return true;
}

void Connection::endReply(bool isWhole)
{
    if (m_watch)
        m_watch->ended(isWhole);
    m_watch.reset();
    m_sender.finish();
}

Awaitable<void> Connection::awaitReply()
{
    while (!isCut()) {
        co_await m_mailbox->wait();
        if (takeReply())
            co_return;
    }
}

/// True when there is no more to send, or no more sense in it.
bool Connection::sendNow()
{
    m_step = m_sender.advance(socket());
    if (m_step == ReplySender::Step::Done)
        endReply(true);
    else if (m_step == ReplySender::Step::Failed)
        cut();
    return m_step == ReplySender::Step::Done || isCut();
}

void Connection::askForBytes()
{
    m_sender.file().whenReadable(m_sender.position(), [mailbox = m_mailbox] { mailbox->ring(); });
}

Awaitable<void> Connection::send()
{
    bool isOver = false;
    while (!isOver) {
        if (m_step == ReplySender::Step::Blocked) {
            enter(State::Sending);
            co_await m_socket.async_wait(Socket::wait_write, awaiting);
        } else {
            enter(State::Starved);
            askForBytes();
            co_await m_mailbox->wait();
        }
        isOver = isCut() || sendNow();
    }
}

/// A socket that is closed with unread bytes in it sends a reset, which can overtake the reply.
Awaitable<void> Connection::linger()
{
    enter(State::Lingering);
    boost::system::error_code ignored;
    m_socket.shutdown(Socket::shutdown_send, ignored);
    for (;;) {
        std::array<char, 1024> unwanted;
        const auto [code, count] = co_await m_socket.async_receive(asio::buffer(unwanted), awaiting);
        if (code || isCut())
            co_return;
    }
}

} // namespace mirrorlake::serve
