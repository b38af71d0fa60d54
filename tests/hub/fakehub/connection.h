// Reads HTTP/1.1 requests from one connection, one after the other, and answers them; the log hears of all, the rules
// of most. Paths under /-/ drive the fake Hub itself and are neither logged nor touched by rules. Thread: one of its
// own.
#pragma once

#include "fakehub/knobs.h"
#include "fakehub/reply.h"
#include "fakehub/requestlog.h"
#include "fakehub/sender.h"
#include "fakehub/socket.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace mirrorlake::fakehub {

/// What a connection needs of the house it is in.
struct Surroundings
{
    std::string name; ///< "hub" or "cdn"
    Knobs &knobs;
    RequestLog &log;
    std::function<Reply(const HttpRequest &)> answer;
    std::function<Reply(const HttpRequest &, const Rule &)> failure; ///< for rules with a status
    std::function<Reply(const HttpRequest &)> control;
    std::function<std::string(const HttpRequest &)> userOf; ///< for the log
};

class Connection
{
public:
    Connection(std::shared_ptr<Socket> socket, const Surroundings &surroundings, std::uint64_t number);
    void run();

private:
    bool readRequest(HttpRequest &request);
    bool serve(const HttpRequest &request);
    LoggedRequest lineFor(const HttpRequest &request) const;
    /// The answer that the rules give, or none; isClosed if there shall be no answer at all.
    std::optional<Reply> replyOfRules(const HttpRequest &request, bool &isClosed, std::vector<HeaderField> &beside);

    std::shared_ptr<Socket> m_socket;
    const Surroundings &m_around;
    const std::uint64_t m_number;
    Sender m_sender;
    std::string m_buffer;
};

} // namespace mirrorlake::fakehub
