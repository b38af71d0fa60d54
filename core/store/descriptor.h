// An open file descriptor that closes itself. Thread: none; whoever holds it owns it.
#pragma once

#include <unistd.h>

#include <utility>

namespace mirrorlake::store {

class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor &&other) noexcept : m_number(other.release()) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        if (this != &other) {
            close();
            m_number = other.release();
        }
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }
    int release() { return std::exchange(m_number, -1); }

private:
    void close()
    {
        if (m_number >= 0)
            ::close(std::exchange(m_number, -1));
    }

    int m_number = -1;
};

} // namespace mirrorlake::store
