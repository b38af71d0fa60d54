// A tiny HTTP server whose every answer is written by the test, byte by byte. One thread a connection; ends with its
// object.
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mirrorlake::test {

struct SeenRequest
{
    std::string method;
    std::string target;
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
    std::string body;
    int connection = 0; ///< counted from 1

    std::string header(std::string_view name) const;
    bool hasHeader(std::string_view name) const { return !header(name).empty(); }
};

/// The answering end of one connection.
class Wire
{
public:
    explicit Wire(int socket) : m_socket(socket) {}
    void send(std::string_view bytes);
    /// The connection is closed after this answer.
    void close() { m_isClosed = true; }
    bool isClosed() const { return m_isClosed; }
    /// Sends nothing more until the other side hangs up or the server ends.
    void stall();

private:
    int m_socket;
    bool m_isClosed = false;
};

class ScriptedServer
{
public:
    using Script = std::function<void(const SeenRequest &, Wire &)>;

    /// port 0: any free one.
    explicit ScriptedServer(Script script, int port = 0);
    ~ScriptedServer();

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    int port() const { return m_port; }
    void setScript(Script script);
    std::vector<SeenRequest> seen() const;
    int connections() const { return m_connections; }

private:
    void acceptAll();
    void talk(int socket, int connection);
    static std::optional<SeenRequest> readRequest(int socket, std::string &buffer);

    mutable std::mutex m_mutex;
    Script m_script;
    std::vector<SeenRequest> m_seen;
    std::list<int> m_sockets;
    std::atomic<int> m_connections = 0;
    std::atomic<bool> m_isEnding = false;
    int m_listener = -1;
    int m_port = 0;
    std::vector<std::thread> m_talkers;
    std::thread m_acceptor;
};

/// A whole answer with Content-Length.
std::string answer(int status, const std::vector<std::string> &headers, std::string_view body = {});
/// Head of an answer, with nothing added.
std::string head(int status, const std::vector<std::string> &headers);

} // namespace mirrorlake::test
