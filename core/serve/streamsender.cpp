#include "serve/streamsender.h"

#include <fmt/format.h>

#include <cerrno>

namespace mirrorlake::serve {

SendStep StreamSender::advance(int socket, std::int64_t &sent)
{
    std::int64_t ofTurn = 0;
    for (;;) {
        if (m_pendingSent == m_pending.size()) {
            if (m_isOver)
                return SendStep::Done;
            if (ofTurn >= SocketSender::turnSize)
                return SendStep::Yielded;
            const BodyStream::State state = pull();
            if (state == BodyStream::State::Waiting)
                return SendStep::Starved;
            if (state == BodyStream::State::Failed)
                return SendStep::Failed;
        }
        const auto [count, error] = m_out.sendText(socket, std::string_view(m_pending).substr(m_pendingSent));
        m_pendingSent += static_cast<std::size_t>(count);
        ofTurn += count;
        sent += count;
        if (error)
            return error == EAGAIN ? SendStep::Blocked : SendStep::Failed;
    }
}

BodyStream::State StreamSender::pull()
{
    std::string bytes;
    BodyStream::State state = m_stream->take(bytes);
    while (state == BodyStream::State::Ready && bytes.empty()) // an empty chunk would be the end
        state = m_stream->take(bytes);
    m_isOver = state == BodyStream::State::Ended;
    if (state == BodyStream::State::Ready)
        m_pending = fmt::format("{:x}\r\n", bytes.size()) + bytes + "\r\n";
    else
        m_pending = m_isOver ? "0\r\n\r\n" : "";
    m_pendingSent = 0;
    return state;
}

} // namespace mirrorlake::serve
