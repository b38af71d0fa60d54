// One address that is listened on: binds it, accepts on the first loop's thread and gives each connection to the next
// loop in turn. A connection above the limit is told so with 429 and closed. Thread: open() before the threads run, the
// rest on the first loop's.
#pragma once

#include "serve/asio.h"
#include "serve/listenaddress.h"
#include "serve/loop.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace mirrorlake::serve {

/// What all listeners of a server share.
struct AcceptShare
{
    std::vector<std::unique_ptr<Loop>> &loops;
    std::atomic<int> &connections;
    int maxConnections;
    std::size_t nextLoop = 0;
};

class Listener
{
public:
    Listener(AcceptShare &share, ListenAddress address);

    /// isV6Only leaves the same port of IPv4 to another listener.
    Result<void> open(bool isV6Only);
    /// With the port that the system chose, if it was 0.
    std::string endpoint() const;
    void startAccepting();
    void close();

private:
    Awaitable<void> accept();
    int acceptWaiting();
    void distribute(SocketHandle socket);

    AcceptShare &m_share;
    ListenAddress m_address;
    Acceptor m_acceptor;
    Timer m_pause;
};

} // namespace mirrorlake::serve
