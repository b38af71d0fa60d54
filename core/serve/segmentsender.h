// A body of segments on its way into one socket: small pieces are gathered into one call of the system, large ranges of
// the file go by sendfile. Holds only the segments of the next call. Thread: the connection's own.
#pragma once

#include "base/httpmessage.h"
#include "serve/socketsender.h"

#include <deque>

namespace mirrorlake::serve {

class SegmentSender
{
public:
    /// head goes out before the first segment. file may be null where no segment has a range.
    SegmentSender(SocketSender &out, std::string head, std::shared_ptr<SegmentSource> source,
                  std::shared_ptr<FileBody> file);

    /// Sends what can be sent now, at most about one turn. Adds to sent what went into the socket.
    SendStep advance(int socket, std::int64_t &sent);
    /// Where in the file the next bytes are.
    std::int64_t position() const { return m_ahead.empty() ? 0 : m_ahead.front().file.begin; }

private:
    bool pull();
    bool isSmallAndReadable(ByteRange range) const;
    SendResult sendGathered(int socket);
    SendResult sendRange(int socket, ByteRange range);
    void consume(std::int64_t count);

    SocketSender &m_out;
    const std::shared_ptr<SegmentSource> m_source;
    const std::shared_ptr<FileBody> m_file;
    std::deque<BodySegment> m_ahead; ///< taken from the source and not yet sent; none is empty
    std::int64_t m_untaken;          ///< bytes that the source still owes
};

} // namespace mirrorlake::serve
