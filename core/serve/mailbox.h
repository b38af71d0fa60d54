// Where a connection hears of what other threads bring: the service's reply, or the news that bytes can be read. Shared
// by the connection and by whoever may still call; it outlives the connection and then does nothing. Thread: deliver()
// and ring() from any; the rest on the connection's own.
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
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void mailCame() = 0;
    };

    /// The owner lives until close(), and is called on the executor's thread.
    Mailbox(Executor executor, Owner &owner) : m_executor(std::move(executor)), m_owner(&owner) {}

    /// A sink for the reply to the next request. It may be called late, twice or never: a late or second reply is
    /// dropped, and a sink that is destroyed without a reply stands for an internal error.
    ReplySink nextSink();
    std::optional<HttpReply> takeReply();
    void ring();

    /// True: the owner will be called once, when a reply comes or ring() is called. False: that has happened already
    /// since the last time.
    bool wait();
    /// The connection ends: the owner is called no more, and what comes later is dropped.
    void close();

private:
    class Promise;
    void deliver(HttpReply reply);
    void wake(); ///< with m_mutex held

    const Executor m_executor;
    std::mutex m_mutex;
    Owner *m_owner; ///< null once closed
    std::optional<HttpReply> m_reply;
    bool m_isRung = false;
    bool m_isWaiting = false;
};

} // namespace mirrorlake::serve
