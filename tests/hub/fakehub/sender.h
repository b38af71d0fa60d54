// Sends replies over one connection, and does to their bodies what the rules say. The rate is kept for the connection
// as a whole, in small steps. Thread: the connection's own.
#pragma once

#include "fakehub/knobs.h"
#include "fakehub/reply.h"
#include "fakehub/socket.h"

#include <chrono>
#include <functional>
#include <vector>

namespace mirrorlake::fakehub {

class Sender
{
public:
    explicit Sender(Socket &socket) : m_socket(socket) {}

    struct Outcome
    {
        bool isWhole = false; ///< every promised byte went out
        bool isAlive = false; ///< another request may follow
    };
    /// sent hears of body bytes as they go.
    Outcome send(Reply reply, bool isHead, const std::vector<Knobs::Active> &rules,
                 const std::function<void(std::int64_t)> &sent);

private:
    struct Plan
    {
        std::int64_t bytesPerSecond = 0;
        std::int64_t cutAfter = -1;
        std::int64_t stallAfter = -1;
        int stallMs = 0;
        bool isReset = false;
        std::vector<std::int64_t> corruptAt;
        std::int64_t zerosAtEnd = 0;
        std::int64_t contentRangeShift = 0;
    };
    static Plan prepare(Reply &reply, const std::vector<Knobs::Active> &rules);
    static std::string headOf(const Reply &reply, const Plan &plan);
    Outcome sendBody(const Reply &reply, const Plan &plan, const std::function<void(std::int64_t)> &sent);
    void pace(std::int64_t bytes, std::int64_t bytesPerSecond);

    Socket &m_socket;
    std::vector<char> m_buffer;
    std::chrono::steady_clock::time_point m_next{};
};

} // namespace mirrorlake::fakehub
