// What a load run asks for, and what came of it: the requests still to be made and the figures of those that ended.
// Thread: one, that of the loop.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mirrorlake::load {

using Clock = std::chrono::steady_clock;

struct Options
{
    std::string url; ///< http://ADDRESS:PORT/PATH, the address as four numbers
    std::string method = "GET";
    std::vector<std::string> paths; ///< taken in turn instead of the one in the URL
    int connections = 1;
    std::int64_t requests = 0; ///< in all; 0: no limit
    double seconds = 0;        ///< no new request after this long; 0: no limit
    std::int64_t range = 0;    ///< bytes of each request; 0 asks for the whole file
    std::int64_t size = 0;     ///< of the file; needed with range
    std::int64_t rate = 0;     ///< bytes per second that a connection takes; 0: all it can get
};

struct Target
{
    std::string address;
    int port = 80;
    std::string host; ///< for the Host header
    std::string path;
};

/// The parts of a URL; nothing if it is not of the form above.
std::optional<Target> parseTarget(const std::string &url);

class Plan
{
public:
    explicit Plan(Options options);

    /// The text of the next request, or nothing when all were given out.
    std::optional<std::string> next();
    void finished(Clock::time_point begin, Clock::time_point firstByte, Clock::time_point end, int status);
    void received(std::int64_t bytes) { m_bytes += bytes; }
    void failed(const std::string &why);
    /// Too much went wrong to go on.
    bool isHopeless() const;

    const Options &options() const { return m_options; }
    const Target &target() const { return m_target; }
    /// One JSON object with the figures, ends in a newline.
    std::string report() const;

private:
    Options m_options;
    Target m_target;
    Clock::time_point m_begin = Clock::now();
    std::int64_t m_given = 0;
    std::uint64_t m_random = 0x9e3779b97f4a7c15;
    std::int64_t m_bytes = 0;
    std::int64_t m_errors = 0;
    std::string m_firstError;
    std::map<int, std::int64_t> m_statuses;
    std::vector<float> m_wholeMs;
    std::vector<float> m_firstByteMs;
    std::vector<float> m_endSeconds;
};

} // namespace mirrorlake::load
