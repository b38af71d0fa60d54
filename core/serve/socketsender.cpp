#include "serve/socketsender.h"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace mirrorlake::serve {

namespace {

/// All of [offset, offset + count), or what stands before the end of the file or an error.
std::int64_t readFully(int file, char *to, std::int64_t offset, std::int64_t count)
{
    std::int64_t done = 0;
    while (done < count) {
        const ssize_t got = ::pread(file, to + done, static_cast<std::size_t>(count - done), offset + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += got;
    }
    return done;
}

SendResult sendBytes(int socket, std::string_view bytes, bool hasMore)
{
    for (;;) {
        const ssize_t sent =
            ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT | (hasMore ? MSG_MORE : 0));
        if (sent >= 0)
            return {sent, static_cast<std::size_t>(sent) < bytes.size() ? EAGAIN : 0};
        if (errno != EINTR)
            return {0, errno};
    }
}

SendResult sendParts(int socket, std::string_view first, std::string_view second)
{
    std::array<iovec, 2> parts{iovec{const_cast<char *>(first.data()), first.size()},
                               iovec{const_cast<char *>(second.data()), second.size()}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    for (;;) {
        const ssize_t sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0)
            return {sent, static_cast<std::size_t>(sent) < first.size() + second.size() ? EAGAIN : 0};
        if (errno != EINTR)
            return {0, errno};
    }
}

} // namespace

SocketSender::SocketSender(bool useSendfile) : m_useSendfile(useSendfile), m_buffer(new char[bufferSize]) {}

SendResult SocketSender::sendText(int socket, std::string_view text, bool hasMore)
{
    return sendBytes(socket, text, hasMore);
}

SendResult SocketSender::sendHeadAndText(int socket, std::string_view head, std::string_view text)
{
    if (text.empty())
        return sendBytes(socket, head, false);
    const std::size_t size = head.size() + text.size();
    if (size > bufferSize)
        return sendParts(socket, head, text);
    std::memcpy(m_buffer.get(), head.data(), head.size());
    std::memcpy(m_buffer.get() + head.size(), text.data(), text.size());
    return sendBytes(socket, {m_buffer.get(), size}, false);
}

SendResult SocketSender::sendHeadAndFile(int socket, std::string_view head, int file, std::int64_t offset,
                                         std::int64_t count)
{
    std::memcpy(m_buffer.get(), head.data(), head.size());
    if (readFully(file, m_buffer.get() + head.size(), offset, count) < count)
        return {0, EIO};
    return sendBytes(socket, {m_buffer.get(), head.size() + static_cast<std::size_t>(count)}, false);
}

SendResult SocketSender::sendFile(int socket, int file, std::int64_t offset, std::int64_t count)
{
    const std::int64_t turn = std::min(count, turnSize);
    if (!m_useSendfile)
        return copyFile(socket, file, offset, turn);
    SendResult result;
    while (result.sent < turn) {
        off_t at = offset + result.sent;
        const ssize_t sent = ::sendfile(socket, file, &at, static_cast<std::size_t>(turn - result.sent));
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0) {
            result.error = sent == 0 ? EIO : errno;
            break;
        }
        result.sent += sent;
    }
    return result;
}

bool SocketSender::gather(std::string_view text)
{
    const std::string_view taken = text.substr(0, bufferSize - static_cast<std::size_t>(m_gathered));
    std::memcpy(m_buffer.get() + m_gathered, taken.data(), taken.size());
    m_gathered += static_cast<std::int64_t>(taken.size());
    return taken.size() == text.size();
}

bool SocketSender::gatherFile(int file, std::int64_t offset, std::int64_t count)
{
    const std::int64_t wanted = std::min(count, static_cast<std::int64_t>(bufferSize) - m_gathered);
    const std::int64_t got = readFully(file, m_buffer.get() + m_gathered, offset, wanted);
    m_gathered += got;
    m_isFileShort = m_isFileShort || got < wanted;
    return got == count;
}

SendResult SocketSender::sendGathered(int socket, bool hasMore)
{
    const auto size = static_cast<std::size_t>(std::exchange(m_gathered, 0));
    if (std::exchange(m_isFileShort, false))
        return {0, EIO};
    return sendBytes(socket, {m_buffer.get(), size}, hasMore);
}

SendResult SocketSender::copyFile(int socket, int file, std::int64_t offset, std::int64_t count)
{
    SendResult result;
    while (result.sent < count && result.error == 0) {
        const std::int64_t piece = std::min(count - result.sent, static_cast<std::int64_t>(bufferSize));
        if (readFully(file, m_buffer.get(), offset + result.sent, piece) < piece) {
            result.error = EIO;
            break;
        }
        const SendResult step = sendBytes(socket, {m_buffer.get(), static_cast<std::size_t>(piece)}, false);
        result.sent += step.sent;
        result.error = step.error;
    }
    return result;
}

} // namespace mirrorlake::serve
