// One keep-alive connection that makes the requests of a plan one after the other. Bodies are thrown away in the kernel
// (MSG_TRUNC), so that the reader is never the limit. Thread: that of the loop.
#pragma once

#include "load/plan.h"

namespace mirrorlake::load {

class Connection
{
public:
    Connection(Plan &plan, int epoll) : m_plan(plan), m_epoll(epoll) {}
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Takes the next request of the plan and connects if needed.
    void start();
    /// The socket is ready for what was waited for.
    void advance();
    /// With a rate: time has passed, more may be read.
    void allowMore();
    bool isDone() const { return m_state == State::Done; }

private:
    enum class State
    {
        Connecting,
        Sending,
        Header,
        Body,
        Done
    };

    void connect();
    void send();
    void readHeader();
    void readBody();
    void parseHeader(std::size_t end);
    void finish();
    void fail(const std::string &why);
    void close();
    void waitFor(std::uint32_t events);
    std::int64_t allowance() const;

    Plan &m_plan;
    int m_epoll;
    int m_socket = -1;
    std::uint32_t m_waitsFor = 0;
    State m_state = State::Done;
    std::string m_request;
    std::size_t m_sent = 0;
    std::string m_header;
    int m_status = 0;
    bool m_closesAfter = false;
    std::int64_t m_bodyLeft = 0;
    std::int64_t m_bodyTaken = 0;
    Clock::time_point m_begin;
    Clock::time_point m_firstByte;
};

} // namespace mirrorlake::load
