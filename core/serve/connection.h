// One client's connection: reads requests, asks the service, sends the replies in the order of the requests, one at a
// time. Owned by its own coroutine; the loop knows it until it ends. Thread: its loop's.
#pragma once

#include "base/httpmessage.h"
#include "serve/asio.h"
#include "serve/mailbox.h"
#include "serve/replysender.h"
#include "serve/requestreader.h"

#include <memory>
#include <string>

namespace mirrorlake::serve {

class Loop;

class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(Loop &loop, Socket socket);

    /// Runs until the connection has ended.
    void start();
    /// Ends what is past its time.
    void checkTime(SteadyClock::time_point now);
    /// No more requests: ends at once unless a reply is on its way.
    void finishSoon();
    /// Ends now.
    void cut();

    /// True while nothing is read or written, so that only asking the socket shows that the client has hung up.
    bool isWaitingForOthers() const { return m_state == State::Preparing || m_state == State::Starved; }
    int socket() { return m_socket.native_handle(); }
    std::size_t index = 0; ///< the loop's own

private:
    /// What the connection does, and how long it may: see deadlineFor() and checkTime().
    enum class State
    {
        Idle,      ///< between requests
        Reading,   ///< inside a request
        Preparing, ///< the service has it
        Sending,   ///< the socket is full
        Starved,   ///< the body's next bytes are not there yet
        Lingering, ///< all is said; reads on, so that the last reply is not lost to a reset
        Cut,
    };

    // Coroutines take and keep plain values only, and no co_await stands inside another expression: GCC 12 destroys
    // temporaries of such expressions twice, and forgets the short circuit of && between two of them.
    Awaitable<void> run(std::shared_ptr<Connection> self);
    Awaitable<void> awaitReply();
    Awaitable<void> send();
    Awaitable<void> linger();

    void prepareToReceive();
    void received(const boost::system::error_code &code, std::size_t count);
    void ask();
    void refuse(const Error &error);
    bool takeReply();
    bool sendNow();
    void askForBytes();
    void endReply(bool isWhole);
    std::shared_ptr<const HttpRequest> makeRequest();
    void enter(State state);
    bool isCut() const { return m_state == State::Cut; }

    Loop &m_loop;
    Socket m_socket;
    Timer m_timer;
    std::shared_ptr<Mailbox> m_mailbox; // depends on: m_timer
    RequestReader m_reader;
    ReplySender m_sender;
    State m_state = State::Idle;
    SteadyClock::time_point m_deadline;
    SteadyClock::time_point m_requestDeadline;
    RequestReader::Progress m_progress = RequestReader::Progress::NeedsMore;
    ReplySender::Step m_step = ReplySender::Step::Done;
    std::shared_ptr<TransferWatch> m_watch; ///< of the reply that is being sent
    std::optional<Error> m_refusal;         ///< where the reader itself found nothing wrong
    bool m_isHead = false;
    bool m_keepsAlive = true;
    std::string m_clientAddress;
    std::string m_localAddress;
};

} // namespace mirrorlake::serve
