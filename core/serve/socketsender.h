// Puts bytes of memory and of files into a non-blocking socket: sendfile(2) in turns of 1 MiB, or the copy path through
// a buffer that all connections of one thread share. Never waits for the socket. Thread: one I/O thread each.
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

/// What to do next with something that is being sent.
enum class SendStep
{
    Done,    ///< everything is in the socket
    Blocked, ///< go on when the socket is writable
    Yielded, ///< go on after others have had their turn
    Starved, ///< go on when the file's next bytes are readable
    Failed,  ///< the connection is of no more use
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

    /// Small pieces of a body collect in the buffer until sendGathered(). False when it is full: the rest of the piece
    /// was not taken. A file that is shorter than it should be makes sendGathered() fail with EIO.
    bool gather(std::string_view text);
    bool gatherFile(int file, std::int64_t offset, std::int64_t count);
    std::int64_t gathered() const { return m_gathered; }
    /// Sends once and empties the buffer, whatever of it was sent.
    SendResult sendGathered(int socket, bool hasMore);

private:
    SendResult copyFile(int socket, int file, std::int64_t offset, std::int64_t count);

    static constexpr std::size_t bufferSize = 64 * 1024;
    const bool m_useSendfile;
    const std::unique_ptr<char[]> m_buffer;
    std::int64_t m_gathered = 0;
    bool m_isFileShort = false;
};

} // namespace mirrorlake::serve
