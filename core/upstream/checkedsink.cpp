#include "upstream/checkedsink.h"

#include <algorithm>

namespace mirrorlake::upstream {

namespace {

constexpr std::size_t longestText = 64 * 1024;

} // namespace

bool CheckedSink::begin(const Response &head)
{
    m_text.clear();
    m_isBody = head.status == 200 || head.status == 206;
    if (!m_isBody)
        return true;
    const Result<BodyEnd> end = checkedBody(head, m_source, m_range, m_isOwnOrigin);
    if (!end) {
        m_wrong = end.error();
        return false;
    }
    m_end = *end;
    m_leftBefore = head.status == 200 ? m_range.begin : 0;
    m_hasBegun = true;
    Response named = head;
    named.route = m_route;
    return m_target.begin(named);
}

bool CheckedSink::write(std::span<const char> bytes)
{
    if (!m_isBody) {
        m_text.append(bytes.data(), std::min(bytes.size(), longestText - m_text.size()));
        return m_text.size() < longestText;
    }
    const auto before = std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(m_leftBefore));
    m_leftBefore -= static_cast<std::int64_t>(before);
    bytes = bytes.subspan(before);
    const auto taken = std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(m_left));
    if (taken > 0 && !m_target.write(bytes.first(taken)))
        return false;
    m_left -= static_cast<std::int64_t>(taken);
    if (m_end == BodyEnd::AfterRange)
        return m_left > 0;
    if (taken < bytes.size())
        m_wrong = Error{ErrorCode::UpstreamBroken, "more bytes came than were promised"};
    return !m_wrong;
}

std::optional<Result<void>> CheckedSink::outcome(const Result<Response> &exchange) const
{
    if (m_wrong)
        return fail(*m_wrong);
    if (m_isBody && m_end == BodyEnd::AfterRange && m_left == 0)
        return Result<void>();
    const bool isTextTooLong = !m_isBody && m_text.size() >= longestText;
    if (isTextTooLong)
        return fail(ErrorCode::UpstreamBroken, "an endless answer that is no file");
    if (!exchange)
        return fail(exchange.error());
    if (!m_isBody)
        return std::nullopt;
    if (m_left > 0)
        return fail(ErrorCode::UpstreamBroken, std::to_string(m_left) + " bytes less came than were promised");
    return Result<void>();
}

} // namespace mirrorlake::upstream
