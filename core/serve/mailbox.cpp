#include "serve/mailbox.h"

#include "base/errorreply.h"

#include <boost/asio/post.hpp>

#include <atomic>

namespace mirrorlake::serve {

namespace {

void endUnsent(const HttpReply &reply)
{
    if (reply.watch)
        reply.watch->ended(false);
}

} // namespace

/// What all copies of one sink share.
class Mailbox::Promise
{
public:
    explicit Promise(std::shared_ptr<Mailbox> mailbox) : m_mailbox(std::move(mailbox)) {}
    ~Promise()
    {
        if (!m_isKept.exchange(true))
            m_mailbox->deliver(errorReply(Error{ErrorCode::Internal, "the request was left without an answer"}));
    }
    void keep(HttpReply reply)
    {
        if (m_isKept.exchange(true))
            return endUnsent(reply);
        m_mailbox->deliver(std::move(reply));
    }

private:
    const std::shared_ptr<Mailbox> m_mailbox;
    std::atomic<bool> m_isKept{false};
};

ReplySink Mailbox::nextSink()
{
    return
        [promise = std::make_shared<Promise>(shared_from_this())](HttpReply reply) { promise->keep(std::move(reply)); };
}

std::optional<HttpReply> Mailbox::takeReply()
{
    const std::lock_guard lock(m_mutex);
    if (!m_reply)
        return std::nullopt;
    m_isRung = false;
    return std::exchange(m_reply, std::nullopt);
}

void Mailbox::deliver(HttpReply reply)
{
    std::unique_lock lock(m_mutex);
    if (!m_owner) {
        lock.unlock();
        return endUnsent(reply);
    }
    m_reply = std::move(reply);
    wake();
}

void Mailbox::ring()
{
    const std::lock_guard lock(m_mutex);
    wake();
}

/// The io_context is alive while the mailbox is open, so the post is made under the lock.
void Mailbox::wake()
{
    if (!m_owner)
        return;
    m_isRung = true;
    if (!std::exchange(m_isWaiting, false))
        return;
    asio::post(m_executor, [self = shared_from_this()] {
        if (self->m_owner)
            self->m_owner->mailCame();
    });
}

bool Mailbox::wait()
{
    const std::lock_guard lock(m_mutex);
    m_isWaiting = !std::exchange(m_isRung, false);
    return m_isWaiting;
}

void Mailbox::close()
{
    std::unique_lock lock(m_mutex);
    m_owner = nullptr;
    const std::optional<HttpReply> unsent = std::exchange(m_reply, std::nullopt);
    lock.unlock();
    if (unsent)
        endUnsent(*unsent);
}

} // namespace mirrorlake::serve
