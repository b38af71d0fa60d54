#include "serve/requestparser.h"

namespace mirrorlake::serve {

namespace {

namespace http = boost::beast::http;

constexpr std::size_t expectedFields = 12;
constexpr std::uint64_t reservedBody = 64 * 1024;

HttpMethod methodOf(http::verb verb)
{
    switch (verb) {
    case http::verb::get:
        return HttpMethod::Get;
    case http::verb::head:
        return HttpMethod::Head;
    case http::verb::post:
        return HttpMethod::Post;
    case http::verb::options:
        return HttpMethod::Options;
    default:
        return HttpMethod::Other;
    }
}

} // namespace

RequestParser::RequestParser(const ReaderLimits &limits)
{
    header_limit(static_cast<std::uint32_t>(limits.header.count));
    body_limit(static_cast<std::uint64_t>(limits.body.count));
    eager(true);
}

Error RequestParser::refusalFor(const boost::beast::error_code &code) const
{
    if (m_violation)
        return *m_violation;
    if (code == http::error::body_limit)
        return Error{ErrorCode::BodyTooLarge, "the request body is too large"};
    if (code == http::error::header_limit)
        return Error{ErrorCode::HeaderTooLarge, "the request header is too large"};
    return Error{ErrorCode::BadRequest, "the request is not valid HTTP: " + code.message()};
}

bool RequestParser::expectsContinue() const
{
    return m_version == HttpVersion::Http11 && m_request.header("Expect").has_value();
}

void RequestParser::on_request_impl(http::verb method, View name, View target, int version, ErrorCodeOut &)
{
    m_request.method = methodOf(method);
    m_request.methodName.assign(name.data(), name.size());
    m_request.target.assign(target.data(), target.size());
    m_request.headers.reserve(expectedFields);
    m_version = version == 10 ? HttpVersion::Http10 : HttpVersion::Http11;
}

void RequestParser::on_field_impl(http::field, View name, View value, ErrorCodeOut &)
{
    if (!m_isHeaderRead) // a trailer says nothing that may still count
        m_request.headers.push_back({std::string(name.data(), name.size()), std::string(value.data(), value.size())});
}

void RequestParser::on_header_impl(ErrorCodeOut &code)
{
    m_isHeaderRead = true;
    m_violation = normalizeTarget(m_request);
    if (!m_violation)
        m_violation = framingViolation(m_request, m_version);
    if (!m_violation)
        m_violation = expectationViolation(m_request, m_version);
    if (m_violation)
        code = http::error::bad_field;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t> &length, ErrorCodeOut &)
{
    if (length)
        m_request.body.reserve(std::min(*length, reservedBody));
}

std::size_t RequestParser::on_body_impl(View body, ErrorCodeOut &)
{
    m_request.body.append(body.data(), body.size());
    return body.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View body, ErrorCodeOut &code)
{
    return on_body_impl(body, code);
}

} // namespace mirrorlake::serve
