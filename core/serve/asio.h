// The names of Boost.Asio that this room uses, with the one executor it runs on: an I/O thread's io_context. Slow to
// compile, so it is included by few files of this room, never by a header that others see.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

namespace mirrorlake::serve {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
using Tcp = asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using SteadyClock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;

template<typename T>
using Awaitable = asio::awaitable<T, Executor>;

/// co_await gives a tuple that starts with an error_code; nothing throws.
constexpr auto awaiting = asio::as_tuple(asio::use_awaitable_t<Executor>());

} // namespace mirrorlake::serve
