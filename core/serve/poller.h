// Tells connections that their sockets can be read or written, many in one call of the system. Each socket is added
// once and heard of at each change (edge-triggered epoll), so that a request costs one read and one write and no call
// to wait for the next one. Stands inside the loop's io_context as one more thing to wait for. Thread: the loop's.
#pragma once

#include "serve/asio.h"

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include <cstdint>

namespace mirrorlake::serve {

class Poller
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// More can be read or written than before; what can be is told by trying. hasHungUp: the other side will send
        /// nothing after what is there.
        virtual void socketChanged(bool hasHungUp) = 0;
    };

    explicit Poller(asio::io_context &context);

    /// False when the system refuses. A socket leaves when it is closed. The listener may close its own socket when it
    /// is told of it, no other one.
    bool add(int socket, Listener &listener);
    void close();

private:
    void wait();
    void tell();

    asio::posix::basic_stream_descriptor<Executor> m_epoll;
};

} // namespace mirrorlake::serve
