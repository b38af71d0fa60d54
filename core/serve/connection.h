// One client's connection: reads requests, asks the service, sends the replies in the order of the requests, one at a
// time. Goes on as far as it can whenever something has happened, and never waits. Owned by its loop; removes itself
// there when it has ended. Thread: its loop's.
#pragma once

#include "base/httpmessage.h"
#include "serve/mailbox.h"
#include "serve/poller.h"
#include "serve/replysender.h"
#include "serve/requestreader.h"
#include "serve/sockethandle.h"

#include <memory>
#include <string>

namespace mirrorlake::serve {

class Loop;

class Connection final : public Poller::Listener, public Mailbox::Owner
{
public:
    Connection(Loop &loop, SocketHandle socket);
    ~Connection() override;

    void start();
    /// Goes on; may delete the connection.
    void run();
    /// Ends what is past its time, and what nobody is waiting for any more.
    void checkTime(SteadyClock::time_point now);
    /// No more requests: ends at once unless a reply is on its way.
    void finishSoon();
    /// Ends soon, with nothing more read or sent.
    void cut();

    std::size_t index = 0;    ///< the loop's own
    bool isScheduled = false; ///< the loop's own

private:
    /// What the connection does, and how long it may: see enter() and checkTime().
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

    void socketChanged(bool hasHungUp) override;
    void mailCame() override { run(); }

    /// Each does the next thing of its state. False when something must happen first.
    bool step();
    bool read();
    bool receive();
    bool awaitReply();
    bool send();
    bool linger();

    void received(std::size_t count);
    void endOfInput();
    void ask();
    void refuse(const Error &error);
    void begin(HttpReply reply);
    void goOn();
    void awaitBytes();
    void endReply(bool isWhole);
    std::shared_ptr<const HttpRequest> makeRequest();
    void enter(State state);
    bool isCut() const { return m_state == State::Cut; }

    Loop &m_loop;
    SocketHandle m_socket;
    const std::shared_ptr<Mailbox> m_mailbox;
    RequestReader m_reader;
    ReplySender m_sender;
    State m_state = State::Idle;
    SteadyClock::time_point m_deadline;
    SteadyClock::time_point m_requestDeadline;
    RequestReader::Progress m_progress = RequestReader::Progress::NeedsMore;
    std::shared_ptr<TransferWatch> m_watch; ///< of the reply that is being sent
    std::optional<Error> m_refusal;         ///< where the reader itself found nothing wrong
    int m_repliesInTurn = 0;
    bool m_mayRead = true; ///< until a read has shown that nothing is there
    bool m_hasHungUp = false;
    bool m_isHead = false;
    bool m_keepsAlive = true;
    std::string m_peerAddress; ///< of the client or of a proxy
    std::string m_localAddress;
};

} // namespace mirrorlake::serve
