// A body of unknown length on its way into one socket, in chunks (RFC 9112 §7.1). Holds one chunk at a time. Thread:
// the connection's own.
#pragma once

#include "base/bodystream.h"
#include "serve/socketsender.h"

#include <memory>
#include <string>

namespace mirrorlake::serve {

class StreamSender
{
public:
    /// head goes out before the first chunk.
    StreamSender(SocketSender &out, std::string head, std::shared_ptr<BodyStream> stream)
        : m_out(out), m_stream(std::move(stream)), m_pending(std::move(head))
    {}

    /// Sends what can be sent now, at most about one turn. Adds to sent what went into the socket.
    SendStep advance(int socket, std::int64_t &sent);
    void whenReady(std::function<void()> wake) { m_stream->whenReady(std::move(wake)); }

private:
    /// The next chunk, or the end, into m_pending.
    BodyStream::State pull();

    SocketSender &m_out;
    const std::shared_ptr<BodyStream> m_stream;
    std::string m_pending;
    std::size_t m_pendingSent = 0;
    bool m_isOver = false; ///< the last chunk is in m_pending
};

} // namespace mirrorlake::serve
