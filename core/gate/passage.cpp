#include "gate/passage.h"

#include <utility>

namespace mirrorlake::gate {

namespace {

std::string_view nameOf(HttpMethod method, const HttpRequest &request)
{
    switch (method) {
    case HttpMethod::Get:
        return "GET";
    case HttpMethod::Head:
        return "HEAD";
    case HttpMethod::Post:
        return "POST";
    case HttpMethod::Options:
        return "OPTIONS";
    case HttpMethod::Other:
        break;
    }
    return request.methodName;
}

} // namespace

Passage::Passage(Parts parts, std::shared_ptr<meter::RequestLog> log, const Clock &clock,
                 std::shared_ptr<const HttpRequest> request, const HttpReply &reply, ByteRange range)
    : m_parts(std::move(parts)), m_log(std::move(log)), m_clock(clock), m_request(std::move(request)),
      m_begun(clock.steady())
{
    m_record.unixMilliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(clock.wall().time_since_epoch()).count();
    m_record.status = reply.status;
    m_record.outcome = reply.facts.outcome;
    m_record.repo = reply.facts.repo;
    m_record.path = reply.facts.path;
    m_record.range = range;
    if (!m_record.path.empty())
        m_record.commit = reply.headers.find("X-Repo-Commit").value_or("");
}

void Passage::sent(std::int64_t bytes)
{
    m_record.bytes += bytes;
    if (m_parts.own)
        m_parts.own->sent(bytes);
    if (m_parts.metered)
        m_parts.metered->sent(bytes);
    if (m_parts.pace)
        m_parts.pace->sent(bytes);
}

void Passage::ended(bool isWhole)
{
    if (std::exchange(m_hasEnded, true))
        return;
    if (m_parts.own)
        m_parts.own->ended(isWhole);
    if (m_parts.metered)
        m_parts.metered->ended(isWhole);
    m_record.isWhole = isWhole;
    m_record.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.steady() - m_begun).count();
    m_record.id = m_request->id;
    m_record.client = m_request->clientAddress;
    m_record.method = nameOf(m_request->method, *m_request);
    if (m_record.path.empty())
        m_record.target = m_request->target.substr(0, m_request->target.find('?'));
    m_log->add(std::move(m_record));
    m_parts = {};
}

} // namespace mirrorlake::gate
