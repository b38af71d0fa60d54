// One accepted TCP connection, blocking. shutDown() may come from another thread and ends every wait; the rest is for
// one thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::fakehub {

class Socket
{
public:
    explicit Socket(int descriptor);
    ~Socket();
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    /// Appends what has come to the buffer. False at the end or on an error.
    bool receive(std::string &buffer);
    /// hasMore: the next part follows at once.
    bool send(std::string_view bytes, bool hasMore = false);
    /// Waits this long; true if the other end went away meanwhile.
    bool isGoneWithin(std::chrono::nanoseconds time) const;
    bool isGone() const { return isGoneWithin(std::chrono::nanoseconds(0)); }

    void shutDown();
    /// The end that follows is a reset instead of an orderly close.
    void resetOnClose();
    int peerPort() const;

private:
    const int m_descriptor;
};

} // namespace mirrorlake::fakehub
