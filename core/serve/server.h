// Listens, reads requests, hands them to an HttpService and sends its replies; bodies in files go by sendfile in turns
// of 1 MiB. Knows HTTP, knows no Hub. Owns min(cores, 4) I/O threads; a connection stays on one of them. A client that
// closes its side while its reply is prepared, or while the reply's bytes are awaited, counts as gone (noticed within
// half a second). Thread: start and stop from any one thread, abort from any; the service is called on the I/O threads.
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/httpmessage.h"
#include "base/network.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace mirrorlake::serve {

struct ServerOptions
{
    std::vector<std::string> listen; ///< "127.0.0.1:8090", "[::1]:0", "0.0.0.0:8090"
    int threads = 0;                 ///< 0: min(cores, 4)
    int maxConnections = 10'000;
    std::chrono::milliseconds idleTimeout{75'000};
    std::chrono::milliseconds readTimeout{30'000};
    std::chrono::milliseconds writeTimeout{60'000};
    Bytes maxHeader = kibibytes(16);
    Bytes maxBody = mebibytes(8);
    std::vector<Network> trustedProxies{}; ///< see trustedproxies.h
    bool useSendfile = true;               ///< false takes the copy path, as TLS does
};

class Server
{
public:
    Server(ServerOptions options, HttpService &service);
    ~Server();

    /// Binds all addresses, then serves. Errors: CannotListen (the message names the address and the reason),
    /// BadConfiguration. Also makes the process ignore SIGPIPE, which sendfile(2) raises when a client hangs up, and
    /// raises its limit of open files as far as maxConnections needs and the system allows.
    Result<void> start();
    /// What is listened on, with real ports: "127.0.0.1:43210". Valid after start().
    std::vector<std::string> endpoints() const;
    /// Accepts no more, lets replies that have begun end until the deadline, then cuts them. Waits for all threads.
    void stop(std::chrono::milliseconds grace);
    /// Cuts everything now; a stop() that waits returns soon.
    void abort();
    int connections() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::serve
