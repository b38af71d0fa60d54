#include "serve/segmentsender.h"

#include "base/log.h"

#include <algorithm>
#include <cerrno>

namespace mirrorlake::serve {

SegmentSender::SegmentSender(SocketSender &out, std::string head, std::shared_ptr<SegmentSource> source,
                             std::shared_ptr<FileBody> file)
    : m_out(out), m_source(std::move(source)), m_file(std::move(file)), m_untaken(m_source->length())
{
    m_ahead.push_back({std::move(head), {}});
}

SendStep SegmentSender::advance(int socket, std::int64_t &sent)
{
    std::int64_t ofTurn = 0;
    while (ofTurn < SocketSender::turnSize) {
        if (m_ahead.empty() && !pull())
            return m_untaken == 0 ? SendStep::Done : SendStep::Failed;
        const BodySegment &next = m_ahead.front();
        const bool isGathered = !next.bytes.empty() || isSmallAndReadable(next.file);
        if (!isGathered && m_file->readableEnd(next.file.begin) <= next.file.begin)
            return m_file->failure() ? SendStep::Failed : SendStep::Starved;
        const auto [count, error] = isGathered ? sendGathered(socket) : sendRange(socket, next.file);
        consume(count);
        ofTurn += count;
        sent += count;
        if (error == EIO)
            log::error("serve", "a file gave fewer bytes than it should; the connection is cut");
        if (error)
            return error == EAGAIN ? SendStep::Blocked : SendStep::Failed;
    }
    return m_ahead.empty() && m_untaken == 0 ? SendStep::Done : SendStep::Yielded;
}

/// One more segment; false after the last, or when the source gives more than it said.
bool SegmentSender::pull()
{
    std::optional<BodySegment> segment = m_source->next();
    while (segment && segment->length() == 0)
        segment = m_source->next();
    if (!segment)
        return false;
    if (segment->length() > m_untaken || (!segment->file.isEmpty() && !m_file)) {
        log::error("serve", "a body has other segments than its length says; the connection is cut");
        m_untaken = -1;
        return false;
    }
    m_untaken -= segment->length();
    m_ahead.push_back(std::move(*segment));
    return true;
}

bool SegmentSender::isSmallAndReadable(ByteRange range) const
{
    return range.length() <= SocketSender::smallFile && m_file->readableEnd(range.begin) >= range.end;
}

/// Everything from the front on that is small and there, as far as the buffer holds it.
SendResult SegmentSender::sendGathered(int socket)
{
    for (std::size_t i = 0; i < m_ahead.size() || pull(); ++i) {
        const BodySegment &segment = m_ahead[i];
        if (!m_out.gather(segment.bytes))
            break;
        if (segment.file.isEmpty())
            continue;
        if (!isSmallAndReadable(segment.file)) {
            const bool fileFollows = m_file->readableEnd(segment.file.begin) > segment.file.begin;
            return m_out.sendGathered(socket, fileFollows);
        }
        if (!m_out.gatherFile(m_file->descriptor(), segment.file.begin, segment.file.length()))
            break;
    }
    return m_out.sendGathered(socket, false);
}

SendResult SegmentSender::sendRange(int socket, ByteRange range)
{
    const std::int64_t end = std::min(m_file->readableEnd(range.begin), range.end);
    return m_out.sendFile(socket, m_file->descriptor(), range.begin, end - range.begin);
}

void SegmentSender::consume(std::int64_t count)
{
    while (count > 0) {
        BodySegment &front = m_ahead.front();
        const auto ofBytes = std::min(count, static_cast<std::int64_t>(front.bytes.size()));
        front.bytes.erase(0, static_cast<std::size_t>(ofBytes));
        const std::int64_t ofFile = std::min(count - ofBytes, front.file.length());
        front.file.begin += ofFile;
        count -= ofBytes + ofFile;
        if (front.length() == 0)
            m_ahead.pop_front();
    }
}

} // namespace mirrorlake::serve
