// A blocking HTTP client that sends exactly the bytes a test gives it and shows exactly what came back. Gives up after
// 20 s without a byte, so that a test fails rather than hangs. Thread: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::test {

struct RawReply
{
    int status = 0;   ///< 0: no reply came
    std::string head; ///< status line and header fields, each with CR LF
    std::string body;
    bool isWhole = false; ///< the body is as long as Content-Length says

    std::optional<std::string> header(std::string_view name) const;
};

class RawClient
{
public:
    /// endpoint is "127.0.0.1:1234". receiveBuffer bounds what the system takes on behalf of a slow reader; 0: its
    /// default.
    explicit RawClient(const std::string &endpoint, int receiveBuffer = 0);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    bool isConnected() const { return m_socket >= 0; }
    /// False when the server has closed.
    bool send(std::string_view bytes);
    /// The next reply. toHead: it has no body, whatever Content-Length says.
    RawReply readReply(bool toHead = false);
    /// Only a head; the body stays to be read.
    RawReply readHead();
    /// Exactly this many bytes, or fewer at the end of the connection.
    std::string readBytes(std::size_t count);
    /// Everything until the server closes.
    std::string readToEnd();
    /// Waits for the server to close; false if a byte comes instead.
    bool isClosedByServer();
    void closeWriting();
    void close();

    /// send() and readReply().
    RawReply ask(std::string_view bytes, bool toHead = false);
    static std::string get(std::string_view target, std::string_view extraFields = {});
    static std::string head(std::string_view target);

private:
    bool receive();

    int m_socket = -1;
    std::string m_unread;
};

} // namespace mirrorlake::test
