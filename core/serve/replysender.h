// One reply on its way into one socket: what of it has gone, and what to do next. Knows no event loop: whoever drives
// it waits when told to. Thread: the connection's own.
#pragma once

#include "base/httpmessage.h"
#include "serve/segmentsender.h"
#include "serve/streamsender.h"

#include <string>
#include <string_view>

namespace mirrorlake::serve {

class ReplySender
{
public:
    using Step = SendStep;

    explicit ReplySender(SocketSender &socketSender) : m_out(socketSender) {}

    void begin(HttpReply reply, bool isHead, bool keepsAlive, std::string_view date);
    /// Sends what can be sent now, at most one turn.
    Step advance(int socket);
    /// Drops the reply; what it held open is closed.
    void finish();

    /// Bytes of this reply that are in the socket.
    std::int64_t sent() const { return static_cast<std::int64_t>(m_headSent) + m_bodySent; }
    /// After Starved: calls wake when there is more to send.
    void whenReady(std::function<void()> wake);

private:
    Step sendHeadAndText(int socket);
    Step sendHeadOfFile(int socket);
    Step sendSmallFile(int socket);
    Step sendFile(int socket);
    /// Segments, or a stream.
    template<typename Parts>
    Step sendParts(Parts &parts, int socket);
    void wasSent(std::int64_t bytesOfBody);

    SocketSender &m_out;
    HttpReply m_reply;
    std::string m_head;
    std::size_t m_headSent = 0;
    std::size_t m_textSent = 0;
    std::int64_t m_position = 0; ///< in the file
    std::int64_t m_bodySent = 0;
    bool m_hasFile = false;
    std::unique_ptr<StreamSender> m_stream;    ///< where the body is a stream
    std::unique_ptr<SegmentSender> m_segments; ///< where the body is segments
};

} // namespace mirrorlake::serve
