#include "serve/listener.h"

#include "base/errorreply.h"
#include "base/log.h"
#include "serve/replyhead.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>

#include <sys/socket.h>

#include <cerrno>
#include <ctime>
#include <system_error>

namespace mirrorlake::serve {

namespace {

constexpr std::chrono::milliseconds pauseAfterFailure{100};

std::string overloadReply()
{
    const HttpReply reply = errorReply(Error{ErrorCode::TooManyRequests, "too many connections at once", 1});
    std::string text;
    writeHead(text, reply, false, false, httpDate(std::time(nullptr)));
    return text + reply.text;
}

} // namespace

Listener::Listener(AcceptShare &share, ListenAddress address)
    : m_share(share), m_address(std::move(address)), m_acceptor(share.loops.front()->executor()),
      m_pause(share.loops.front()->executor())
{}

Result<void> Listener::open(bool isV6Only)
{
    boost::system::error_code code;
    const Tcp::endpoint endpoint(asio::ip::make_address(m_address.host, code), m_address.port);
    m_acceptor.open(endpoint.protocol(), code);
    if (!code)
        m_acceptor.set_option(Acceptor::reuse_address(true), code);
    if (!code && m_address.isV6)
        m_acceptor.set_option(asio::ip::v6_only(isV6Only), code);
    if (!code)
        m_acceptor.bind(endpoint, code);
    if (!code)
        m_acceptor.listen(Acceptor::max_listen_connections, code);
    if (!code)
        m_acceptor.native_non_blocking(true, code);
    if (code)
        return fail(ErrorCode::CannotListen, "cannot listen on " + m_address.text() + ": " + code.message());
    m_address.port = m_acceptor.local_endpoint(code).port();
    return {};
}

std::string Listener::endpoint() const
{
    return m_address.text();
}

void Listener::startAccepting()
{
    asio::co_spawn(m_acceptor.get_executor(), accept(), asio::detached);
}

void Listener::close()
{
    boost::system::error_code ignored;
    m_acceptor.close(ignored);
    m_pause.cancel();
}

Awaitable<void> Listener::accept()
{
    while (m_acceptor.is_open()) {
        co_await m_acceptor.async_wait(Acceptor::wait_read, awaiting);
        const int error = m_acceptor.is_open() ? acceptWaiting() : 0;
        if (error != 0) {
            log::warning("serve", "a connection could not be accepted: {}", std::generic_category().message(error));
            m_pause.expires_after(
                pauseAfterFailure); // most likely out of file descriptors: some will be closed meanwhile
            co_await m_pause.async_wait(awaiting);
        }
    }
}

/// All that wait to be accepted, or why no more of them can be.
int Listener::acceptWaiting()
{
    for (;;) {
        const int socket = ::accept4(m_acceptor.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket >= 0)
            distribute(SocketHandle(socket));
        else if (errno == EAGAIN)
            return 0;
        else if (errno != EINTR && errno != ECONNABORTED)
            return errno;
    }
}

void Listener::distribute(SocketHandle socket)
{
    Loop &loop = *m_share.loops[m_share.nextLoop++ % m_share.loops.size()];
    if (m_share.connections.load() >= m_share.maxConnections) {
        loop.sayAndClose(std::move(socket), overloadReply());
        return;
    }
    ++m_share.connections;
    loop.adopt(std::move(socket));
}

} // namespace mirrorlake::serve
