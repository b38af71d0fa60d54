#include "serve/socketsender.h"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

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

} // namespace

SocketSender::SocketSender(bool useSendfile) : m_useSendfile(useSendfile), m_buffer(new char[bufferSize]) {}

SendResult SocketSender::sendText(int socket, std::string_view first, std::string_view second, bool hasMore)
{
    std::array<iovec, 2> parts{iovec{const_cast<char *>(first.data()), first.size()},
                               iovec{const_cast<char *>(second.data()), second.size()}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = second.empty() ? 1 : 2;
    for (;;) {
        const ssize_t sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | (hasMore ? MSG_MORE : 0));
        if (sent >= 0)
            return {sent, static_cast<std::size_t>(sent) < first.size() + second.size() ? EAGAIN : 0};
        if (errno != EINTR)
            return {0, errno};
    }
}

SendResult SocketSender::sendSmallFile(int socket, std::string_view head, int file, std::int64_t offset,
                                       std::int64_t count)
{
    if (readFully(file, m_buffer.get(), offset, count) < count)
        return {0, EIO};
    return sendText(socket, head, {m_buffer.get(), static_cast<std::size_t>(count)});
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

SendResult SocketSender::copyFile(int socket, int file, std::int64_t offset, std::int64_t count)
{
    SendResult result;
    while (result.sent < count && result.error == 0) {
        const std::int64_t piece = std::min(count - result.sent, bufferSize);
        if (readFully(file, m_buffer.get(), offset + result.sent, piece) < piece) {
            result.error = EIO;
            break;
        }
        const SendResult step = sendText(socket, {m_buffer.get(), static_cast<std::size_t>(piece)}, {});
        result.sent += step.sent;
        result.error = step.error;
    }
    return result;
}

} // namespace mirrorlake::serve
