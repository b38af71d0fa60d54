#include "load/plan.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace mirrorlake::load {

namespace {

constexpr std::int64_t hopelessErrors = 1000;

float milliseconds(Clock::duration span)
{
    return std::chrono::duration<float, std::milli>(span).count();
}

nlohmann::json quantiles(std::vector<float> values)
{
    if (values.empty())
        return nullptr;
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) { return values[std::size_t(share * double(values.size() - 1))]; };
    return {{"p50", at(0.5)}, {"p99", at(0.99)}, {"max", values.back()}};
}

} // namespace

std::optional<Target> parseTarget(const std::string &url)
{
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme))
        return std::nullopt;
    const auto slash = url.find('/', scheme.size());
    const auto authority = url.substr(scheme.size(), slash == std::string::npos ? slash : slash - scheme.size());
    const auto colon = authority.find(':');
    Target target{authority.substr(0, colon), 80, authority, slash == std::string::npos ? "/" : url.substr(slash)};
    if (colon != std::string::npos) {
        const auto *end = authority.data() + authority.size();
        if (std::from_chars(authority.data() + colon + 1, end, target.port).ptr != end)
            return std::nullopt;
    }
    return target;
}

Plan::Plan(Options options) : m_options(std::move(options)), m_target(parseTarget(m_options.url).value_or(Target{})) {}

std::optional<std::string> Plan::next()
{
    const bool isLate =
        m_options.seconds > 0 && Clock::now() - m_begin > std::chrono::duration<double>(m_options.seconds);
    if (isLate || (m_options.requests > 0 && m_given >= m_options.requests))
        return std::nullopt;
    const auto &paths = m_options.paths;
    const std::string &path = paths.empty() ? m_target.path : paths[std::size_t(m_given) % paths.size()];
    ++m_given;
    std::string text = m_options.method + ' ' + path + " HTTP/1.1\r\nHost: " + m_target.host +
                       "\r\nUser-Agent: mirrorlake-load\r\nAccept: */*\r\n";
    if (m_options.range > 0) {
        m_random = m_random * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto slots = std::max<std::int64_t>(1, m_options.size / m_options.range);
        const auto begin = std::int64_t((m_random >> 33) % std::uint64_t(slots)) * m_options.range;
        text += "Range: bytes=" + std::to_string(begin) + '-' + std::to_string(begin + m_options.range - 1) + "\r\n";
    }
    return text + "\r\n";
}

void Plan::finished(Clock::time_point begin, Clock::time_point firstByte, Clock::time_point end, int status)
{
    ++m_statuses[status];
    const int wanted = m_options.range > 0 ? 206 : 200;
    if (status != wanted)
        failed("status " + std::to_string(status));
    m_wholeMs.push_back(milliseconds(end - begin));
    m_firstByteMs.push_back(milliseconds(firstByte - begin));
    m_endSeconds.push_back(milliseconds(end - m_begin) / 1000);
}

void Plan::failed(const std::string &why)
{
    if (++m_errors == 1)
        m_firstError = why;
}

bool Plan::isHopeless() const
{
    return m_errors >= hopelessErrors;
}

std::string Plan::report() const
{
    const double seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
    nlohmann::json statuses = nlohmann::json::object();
    for (const auto &[status, count] : m_statuses)
        statuses[std::to_string(status)] = count;
    const auto requests = std::int64_t(m_wholeMs.size());
    return nlohmann::json{{"seconds", seconds},
                          {"bytes", m_bytes},
                          {"requests", requests},
                          {"errors", m_errors},
                          {"firstError", m_firstError},
                          {"statuses", statuses},
                          {"mibPerSecond", double(m_bytes) / 1048576 / seconds},
                          {"requestsPerSecond", double(requests) / seconds},
                          {"wholeMs", quantiles(m_wholeMs)},
                          {"firstByteMs", quantiles(m_firstByteMs)},
                          {"endSeconds", quantiles(m_endSeconds)},
                          {"firstEndSeconds", m_endSeconds.empty() ? 0 : m_endSeconds.front()}}
               .dump() +
           '\n';
}

} // namespace mirrorlake::load
