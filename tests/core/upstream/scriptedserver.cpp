#include "core/upstream/scriptedserver.h"

#include "base/text.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace mirrorlake::test {

std::string SeenRequest::header(std::string_view name) const
{
    const auto field = std::ranges::find_if(headers, [&](const auto &h) { return h.first == name; });
    return field == headers.end() ? std::string() : field->second;
}

void Wire::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            m_isClosed = true;
            return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Wire::stall()
{
    std::array<char, 256> ignored{};
    while (::recv(m_socket, ignored.data(), ignored.size(), 0) > 0) {
    }
    m_isClosed = true;
}

ScriptedServer::ScriptedServer(Script script, int port) : m_script(std::move(script))
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
    ::listen(m_listener, 64);
    socklen_t length = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { acceptAll(); });
}

ScriptedServer::~ScriptedServer()
{
    m_isEnding = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    {
        const std::scoped_lock guard(m_mutex);
        for (const int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread &talker : m_talkers)
        talker.join();
    ::close(m_listener);
}

void ScriptedServer::setScript(Script script)
{
    const std::scoped_lock guard(m_mutex);
    m_script = std::move(script);
}

std::vector<SeenRequest> ScriptedServer::seen() const
{
    const std::scoped_lock guard(m_mutex);
    return m_seen;
}

void ScriptedServer::acceptAll()
{
    while (!m_isEnding) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        const std::scoped_lock guard(m_mutex);
        m_sockets.push_back(socket);
        m_talkers.emplace_back([this, socket, number = ++m_connections] { talk(socket, number); });
    }
}

void ScriptedServer::talk(int socket, int connection)
{
    std::string buffer;
    Wire wire(socket);
    while (!wire.isClosed() && !m_isEnding) {
        auto request = readRequest(socket, buffer);
        if (!request)
            break;
        request->connection = connection;
        Script script;
        {
            const std::scoped_lock guard(m_mutex);
            m_seen.push_back(*request);
            script = m_script;
        }
        script(*request, wire);
    }
    const std::scoped_lock guard(m_mutex);
    m_sockets.remove(socket);
    ::close(socket);
}

std::optional<SeenRequest> ScriptedServer::readRequest(int socket, std::string &buffer)
{
    std::array<char, 4096> bytes{};
    const auto readMore = [&] {
        const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (count > 0)
            buffer.append(bytes.data(), static_cast<std::size_t>(count));
        return count > 0;
    };
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!readMore())
            return std::nullopt;
    }
    SeenRequest request;
    bool isFirst = true;
    for (const std::string_view raw : split(std::string_view(buffer).substr(0, end), '\n')) {
        const std::string_view line = raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw;
        if (isFirst) {
            const auto words = split(line, ' ');
            request.method = words.at(0);
            request.target = words.at(1);
            isFirst = false;
            continue;
        }
        const std::size_t colon = line.find(':');
        request.headers.emplace_back(lowered(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    buffer.erase(0, end + 4);
    const std::string length = request.header("content-length");
    const std::size_t wanted = length.empty() ? 0 : std::stoul(length);
    while (buffer.size() < wanted) {
        if (!readMore())
            return std::nullopt;
    }
    request.body = buffer.substr(0, wanted);
    buffer.erase(0, wanted);
    return request;
}

std::string head(int status, const std::vector<std::string> &headers)
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + " Any\r\n";
    for (const std::string &header : headers)
        text += header + "\r\n";
    return text + "\r\n";
}

std::string answer(int status, const std::vector<std::string> &headers, std::string_view body)
{
    std::vector<std::string> all = headers;
    all.push_back("Content-Length: " + std::to_string(body.size()));
    return head(status, all) + std::string(body);
}

} // namespace mirrorlake::test
