// Puts bytes of memory and of files into a non-blocking socket: sendfile(2) in turns of 1 MiB, or the copy path through
// a buffer of 64 KiB that all connections of one thread share. Never waits for the socket. Thread: one I/O thread each.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace mirrorlake::serve {

/// What one call has put into the socket. error is 0, EAGAIN when the socket is full, EIO when the file gave less than
/// it should, or whatever else errno said.
struct SendResult
{
    std::int64_t sent = 0;
    int error = 0;
};

class SocketSender
{
public:
    static constexpr std::int64_t turnSize = 1024 * 1024;
    static constexpr std::int64_t smallFile = 32 * 1024;
    static constexpr std::size_t smallHead = 32 * 1024;

    explicit SocketSender(bool useSendfile);

    /// hasMore holds a last incomplete packet back: a file follows at once.
    SendResult sendText(int socket, std::string_view text, bool hasMore = false);
    /// Both in one call of the system.
    SendResult sendHeadAndText(int socket, std::string_view head, std::string_view text);
    /// At most smallHead and smallFile bytes, in one call of the system.
    SendResult sendHeadAndFile(int socket, std::string_view head, int file, std::int64_t offset, std::int64_t count);
    /// At most one turn of [offset, offset + count).
    SendResult sendFile(int socket, int file, std::int64_t offset, std::int64_t count);

private:
    SendResult copyFile(int socket, int file, std::int64_t offset, std::int64_t count);

    static constexpr std::size_t bufferSize = 64 * 1024;
    const bool m_useSendfile;
    const std::unique_ptr<char[]> m_buffer;
};

} // namespace mirrorlake::serve
