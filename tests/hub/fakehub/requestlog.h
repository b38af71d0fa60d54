// Every request the fake Hub saw, so that a test can say "no upstream call". A line exists from the moment the head was
// read. Thread: any.
#pragma once

#include "base/httpmessage.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace mirrorlake::fakehub {

struct LoggedRequest
{
    std::uint64_t number = 0; ///< 1, 2, 3, …; never used twice
    std::int64_t unixMilliseconds = 0;
    std::string listener;         ///< "hub" or "cdn"
    std::uint64_t connection = 0; ///< the same for all requests of one connection
    int peerPort = 0;
    std::string method;
    std::string target;               ///< raw
    std::vector<HeaderField> headers; ///< names in lower case; the value of Authorization is left out
    bool hasAuthorization = false;
    std::string user;               ///< whose token it was: a test user's name, "unknown", or empty for none
    std::string body;               ///< of a POST
    int status = 0;                 ///< 0 while it is not answered
    std::int64_t bodyBytesSent = 0; ///< handed to the system; the client may have hung up before it read the last ones
    bool isEnded = false;
    bool isWhole = false; ///< ended, and nothing of the body was held back

    std::string header(std::string_view name) const;
};

void to_json(nlohmann::json &json, const LoggedRequest &line);

class RequestLog
{
public:
    using Filter = std::function<bool(const LoggedRequest &)>;

    std::uint64_t begin(LoggedRequest line);
    void answered(std::uint64_t number, int status);
    void sent(std::uint64_t number, std::int64_t bytes);
    void ended(std::uint64_t number, bool isWhole);

    std::vector<LoggedRequest> all() const;
    std::vector<LoggedRequest> where(const Filter &filter) const;
    std::size_t count() const;
    std::size_t count(const Filter &filter) const;
    /// Requests whose target contains this.
    std::size_t count(std::string_view part) const;
    /// Body bytes sent in answers to requests whose target contains part; files only travel by GET.
    std::int64_t bytesSent(std::string_view part = {}) const;
    void clear();

private:
    LoggedRequest *find(std::uint64_t number);

    mutable std::mutex m_mutex;
    std::vector<LoggedRequest> m_lines;
    std::uint64_t m_next = 1;
};

} // namespace mirrorlake::fakehub
