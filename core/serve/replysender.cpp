#include "serve/replysender.h"

#include "base/log.h"
#include "serve/replyhead.h"

#include <algorithm>
#include <cerrno>

namespace mirrorlake::serve {

namespace {

constexpr std::size_t keptHeadCapacity = 4 * 1024;

ReplySender::Step stepFor(int error)
{
    return error == EAGAIN ? ReplySender::Step::Blocked : ReplySender::Step::Failed;
}

} // namespace

void ReplySender::begin(HttpReply reply, bool isHead, bool keepsAlive, std::string_view date)
{
    m_reply = std::move(reply);
    writeHead(m_head, m_reply, isHead, keepsAlive, date);
    const bool hasBody = !isHead && !isBodyless(m_reply.status);
    if (hasBody && m_reply.segments)
        m_segments = std::make_unique<SegmentSender>(m_out, m_head, m_reply.segments, m_reply.file);
    if (hasBody && m_reply.stream)
        m_stream = std::make_unique<StreamSender>(m_out, m_head, std::move(m_reply.stream));
    m_hasFile = hasBody && m_reply.file && !m_reply.fileRange.isEmpty();
    if (!hasBody || m_reply.file || m_segments || m_stream)
        m_reply.text.clear();
    m_headSent = m_textSent = 0;
    m_bodySent = 0;
    m_position = m_reply.fileRange.begin;
}

void ReplySender::finish()
{
    m_stream.reset();
    m_segments.reset();
    m_reply = {};
    if (m_head.capacity() > keptHeadCapacity)
        m_head = {};
}

void ReplySender::whenReady(std::function<void()> wake)
{
    if (m_stream)
        m_stream->whenReady(std::move(wake));
    else
        m_reply.file->whenReadable(m_segments ? m_segments->position() : m_position, std::move(wake));
}

template<typename Parts>
ReplySender::Step ReplySender::sendParts(Parts &parts, int socket)
{
    std::int64_t sent = 0;
    const Step step = parts.advance(socket, sent);
    const auto ofHead = std::min(sent, static_cast<std::int64_t>(m_head.size() - m_headSent));
    m_headSent += static_cast<std::size_t>(ofHead);
    wasSent(sent - ofHead);
    return step;
}

ReplySender::Step ReplySender::advance(int socket)
{
    if (m_stream)
        return sendParts(*m_stream, socket);
    if (m_segments)
        return sendParts(*m_segments, socket);
    if (!m_hasFile)
        return sendHeadAndText(socket);
    if (m_headSent == 0 && m_head.size() <= SocketSender::smallHead &&
        m_reply.fileRange.length() <= SocketSender::smallFile &&
        m_reply.file->readableEnd(m_position) >= m_reply.fileRange.end)
        return sendSmallFile(socket);
    return m_headSent < m_head.size() ? sendHeadOfFile(socket) : sendFile(socket);
}

ReplySender::Step ReplySender::sendHeadAndText(int socket)
{
    const std::string_view head = std::string_view(m_head).substr(m_headSent);
    const std::string_view text = std::string_view(m_reply.text).substr(m_textSent);
    const auto [sent, error] = head.empty() ? m_out.sendText(socket, text) : m_out.sendHeadAndText(socket, head, text);
    const std::size_t ofHead = std::min(static_cast<std::size_t>(sent), head.size());
    m_headSent += ofHead;
    m_textSent += static_cast<std::size_t>(sent) - ofHead;
    wasSent(sent - static_cast<std::int64_t>(ofHead));
    return error ? stepFor(error) : Step::Done;
}

ReplySender::Step ReplySender::sendSmallFile(int socket)
{
    const auto [sent, error] =
        m_out.sendHeadAndFile(socket, m_head, m_reply.file->descriptor(), m_position, m_reply.fileRange.length());
    m_headSent = std::min(static_cast<std::size_t>(sent), m_head.size());
    const std::int64_t ofBody = sent - static_cast<std::int64_t>(m_headSent);
    m_position += ofBody;
    wasSent(ofBody);
    return error ? stepFor(error) : Step::Done;
}

ReplySender::Step ReplySender::sendHeadOfFile(int socket)
{
    const bool bodyFollows = m_reply.file->readableEnd(m_position) > m_position;
    const auto [sent, error] = m_out.sendText(socket, std::string_view(m_head).substr(m_headSent), bodyFollows);
    m_headSent += static_cast<std::size_t>(sent);
    return error ? stepFor(error) : sendFile(socket);
}

ReplySender::Step ReplySender::sendFile(int socket)
{
    const std::int64_t end = std::min(m_reply.file->readableEnd(m_position), m_reply.fileRange.end);
    if (end <= m_position)
        return m_reply.file->failure() ? Step::Failed : Step::Starved;
    const auto [sent, error] = m_out.sendFile(socket, m_reply.file->descriptor(), m_position, end - m_position);
    m_position += sent;
    wasSent(sent);
    if (error == EIO)
        log::error("serve", "a file gave fewer bytes than it should at offset {}; the connection is cut", m_position);
    if (error)
        return stepFor(error);
    return m_position == m_reply.fileRange.end ? Step::Done : Step::Yielded;
}

void ReplySender::wasSent(std::int64_t bytesOfBody)
{
    m_bodySent += bytesOfBody;
    if (m_reply.watch && bytesOfBody > 0)
        m_reply.watch->sent(bytesOfBody);
}

} // namespace mirrorlake::serve
