// A TLS server on loopback with a certificate made for it, which answers every request of a connection with "over TLS",
// or as a test says. It serves one connection after the other.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace mirrorlake::test {

class TlsServer
{
public:
    /// From a whole request (head and body) to a whole answer; one with "Connection: close" ends the connection.
    using Reply = std::function<std::string(const std::string &request)>;

    explicit TlsServer(Reply reply = {});
    ~TlsServer();

    std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }
    /// The certificate that must be trusted to talk to it.
    const std::string &certificatePem() const { return m_pem; }
    int requests() const { return m_requests; }

private:
    struct ContextDeleter
    {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    };

    void makeCertificate();
    void acceptAll();
    void talk(int socket);

    const Reply m_reply;
    std::unique_ptr<SSL_CTX, ContextDeleter> m_context;
    std::string m_pem;
    std::atomic<bool> m_isEnding = false;
    std::atomic<int> m_requests = 0;
    std::atomic<int> m_current = -1; ///< socket of the connection that is served
    int m_listener = -1;
    int m_port = 0;
    std::thread m_acceptor;
};

} // namespace mirrorlake::test
