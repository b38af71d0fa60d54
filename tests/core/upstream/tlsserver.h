// A TLS server on loopback with a certificate made for it, which answers every request of a connection with "over TLS".
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>

namespace mirrorlake::test {

class TlsServer
{
public:
    TlsServer();
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
