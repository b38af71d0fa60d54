#include "core/upstream/tlsserver.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace mirrorlake::test {

namespace {

std::string overTls(const std::string &)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nover TLS";
}

bool isWhole(const std::string &request)
{
    constexpr std::string_view field = "Content-Length: ";
    const std::size_t end = request.find("\r\n\r\n");
    const std::size_t length = request.find(field);
    if (end == std::string::npos)
        return false;
    return length > end || request.size() >= end + 4 + std::stoul(request.substr(length + field.size()));
}

} // namespace

TlsServer::TlsServer(Reply reply)
    : m_reply(reply ? std::move(reply) : overTls), m_context(SSL_CTX_new(TLS_server_method()))
{
    makeCertificate();
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
    ::listen(m_listener, 8);
    socklen_t length = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { acceptAll(); });
}

TlsServer::~TlsServer()
{
    m_isEnding = true;
    ::shutdown(m_listener, SHUT_RDWR);
    ::shutdown(m_current, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
}

void TlsServer::makeCertificate()
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("loopback"), -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION *address = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(certificate, address, -1);
    X509_sign(certificate, key, EVP_sha256());
    SSL_CTX_use_certificate(m_context.get(), certificate);
    SSL_CTX_use_PrivateKey(m_context.get(), key);

    BIO *text = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(text, certificate);
    char *bytes = nullptr;
    const long length = BIO_get_mem_data(text, &bytes);
    m_pem.assign(bytes, static_cast<std::size_t>(length));
    BIO_free(text);
    X509_EXTENSION_free(address);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

void TlsServer::acceptAll()
{
    while (!m_isEnding) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        m_current = socket;
        if (!m_isEnding)
            talk(socket);
        m_current = -1;
        ::close(socket);
    }
}

void TlsServer::talk(int socket)
{
    SSL *tls = SSL_new(m_context.get());
    SSL_set_fd(tls, socket);
    std::string request;
    std::array<char, 4096> bytes{};
    if (SSL_accept(tls) == 1) {
        for (int count = 0; (count = SSL_read(tls, bytes.data(), bytes.size())) > 0;) {
            request.append(bytes.data(), static_cast<std::size_t>(count));
            if (!isWhole(request))
                continue;
            ++m_requests;
            const std::string reply = m_reply(request);
            request.clear();
            SSL_write(tls, reply.data(), static_cast<int>(reply.size()));
            if (reply.find("Connection: close") != std::string::npos)
                break;
        }
    }
    SSL_shutdown(tls);
    SSL_free(tls);
}

} // namespace mirrorlake::test
