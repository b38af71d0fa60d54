#include "fakehub/requestlog.h"

#include "base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace mirrorlake::fakehub {

std::string LoggedRequest::header(std::string_view name) const
{
    const auto found =
        std::ranges::find_if(headers, [&](const HeaderField &field) { return equalsIgnoringCase(field.name, name); });
    return found == headers.end() ? std::string() : found->value;
}

void to_json(nlohmann::json &json, const LoggedRequest &line)
{
    nlohmann::json headers = nlohmann::json::object();
    for (const HeaderField &field : line.headers)
        headers[field.name] = field.value;
    json = {{"number", line.number},
            {"unixMilliseconds", line.unixMilliseconds},
            {"listener", line.listener},
            {"connection", line.connection},
            {"peerPort", line.peerPort},
            {"method", line.method},
            {"target", line.target},
            {"headers", std::move(headers)},
            {"hasAuthorization", line.hasAuthorization},
            {"user", line.user},
            {"body", line.body},
            {"status", line.status},
            {"bodyBytesSent", line.bodyBytesSent},
            {"isEnded", line.isEnded},
            {"isWhole", line.isWhole}};
}

std::uint64_t RequestLog::begin(LoggedRequest line)
{
    const std::lock_guard lock(m_mutex);
    line.number = m_next++;
    m_lines.push_back(std::move(line));
    return m_lines.back().number;
}

LoggedRequest *RequestLog::find(std::uint64_t number)
{
    const auto found = std::ranges::lower_bound(m_lines, number, {}, &LoggedRequest::number);
    return found != m_lines.end() && found->number == number ? &*found : nullptr;
}

void RequestLog::answered(std::uint64_t number, int status)
{
    const std::lock_guard lock(m_mutex);
    if (LoggedRequest *line = find(number))
        line->status = status;
}

void RequestLog::sent(std::uint64_t number, std::int64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    if (LoggedRequest *line = find(number))
        line->bodyBytesSent += bytes;
}

void RequestLog::ended(std::uint64_t number, bool isWhole)
{
    const std::lock_guard lock(m_mutex);
    if (LoggedRequest *line = find(number)) {
        line->isEnded = true;
        line->isWhole = isWhole;
    }
}

std::vector<LoggedRequest> RequestLog::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_lines;
}

std::vector<LoggedRequest> RequestLog::where(const Filter &filter) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<LoggedRequest> found;
    std::ranges::copy_if(m_lines, std::back_inserter(found), filter);
    return found;
}

std::size_t RequestLog::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_lines.size();
}

std::size_t RequestLog::count(const Filter &filter) const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(std::ranges::count_if(m_lines, filter));
}

std::size_t RequestLog::count(std::string_view part) const
{
    return count([part](const LoggedRequest &line) { return line.target.find(part) != std::string::npos; });
}

std::int64_t RequestLog::bytesSent(std::string_view part) const
{
    const std::lock_guard lock(m_mutex);
    std::int64_t sum = 0;
    for (const LoggedRequest &line : m_lines) {
        if (line.target.find(part) != std::string::npos)
            sum += line.bodyBytesSent;
    }
    return sum;
}

void RequestLog::clear()
{
    const std::lock_guard lock(m_mutex);
    m_lines.clear();
}

} // namespace mirrorlake::fakehub
