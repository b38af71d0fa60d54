#include "serve/poller.h"

#include <sys/epoll.h>

#include <array>

namespace mirrorlake::serve {

namespace {

constexpr int mostAtOnce = 128;

}

Poller::Poller(asio::io_context &context) : m_epoll(context, ::epoll_create1(EPOLL_CLOEXEC))
{
    wait();
}

bool Poller::add(int socket, Listener &listener)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = &listener;
    return ::epoll_ctl(m_epoll.native_handle(), EPOLL_CTL_ADD, socket, &event) == 0;
}

void Poller::close()
{
    boost::system::error_code ignored;
    m_epoll.close(ignored);
}

void Poller::wait()
{
    m_epoll.async_wait(asio::posix::descriptor_base::wait_read, [this](const boost::system::error_code &code) {
        if (code)
            return;
        tell();
        wait();
    });
}

void Poller::tell()
{
    std::array<epoll_event, mostAtOnce> events;
    const int count = ::epoll_wait(m_epoll.native_handle(), events.data(), mostAtOnce, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[static_cast<std::size_t>(i)];
        static_cast<Listener *>(event.data.ptr)
            ->socketChanged((event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0);
    }
}

} // namespace mirrorlake::serve
