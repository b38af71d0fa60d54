// Where a connection's coroutine waits for what other threads bring: the service's reply, or the news that bytes can be
// read. Shared by the connection and by whoever may still call; it outlives the connection and then does nothing.
// Thread: deliver() and ring() from any; the rest on the connection's own.
#pragma once

#include "base/httpmessage.h"
#include "serve/asio.h"

#include <memory>
#include <mutex>
#include <optional>

namespace mirrorlake::serve {

class Mailbox : public std::enable_shared_from_this<Mailbox>
{
public:
    /// timer never expires; it is cancelled to wake the coroutine. It must live until close().
    explicit Mailbox(Timer &timer) : m_timer(&timer) {}

    /// A sink for the reply to the next request. It may be called late, twice or never: a late or second reply is
    /// dropped, and a sink that is destroyed without a reply stands for an internal error.
    ReplySink nextSink();
    std::optional<HttpReply> takeReply();
    void ring();

    /// Until a reply has come, ring() was called, or close(). At once if that has happened already.
    Awaitable<void> wait();
    /// The connection ends: waits end, and what comes later is dropped.
    void close();

private:
    class Promise;
    void deliver(HttpReply reply);
    void wake(); ///< with m_mutex held

    std::mutex m_mutex;
    Timer *m_timer; ///< null once closed
    std::optional<HttpReply> m_reply;
    bool m_isRung = false;
    bool m_isWaiting = false;
};

} // namespace mirrorlake::serve
