// Owns one socket's descriptor. Thread: one at a time.
#pragma once

#include <unistd.h>

#include <utility>

namespace mirrorlake::serve {

class SocketHandle
{
public:
    explicit SocketHandle(int descriptor) : m_descriptor(descriptor) {}
    ~SocketHandle() { close(); }
    SocketHandle(SocketHandle &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    SocketHandle &operator=(SocketHandle &&) = delete;

    int get() const { return m_descriptor; }
    void close()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }

private:
    int m_descriptor;
};

} // namespace mirrorlake::serve
