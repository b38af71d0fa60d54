#include "serve/requestreader.h"

#include "serve/requestparser.h"

#include <algorithm>
#include <cstring>

namespace mirrorlake::serve {

namespace {

namespace http = boost::beast::http;

constexpr std::size_t firstCapacity = 4 * 1024;
constexpr std::size_t bodyCapacity = 16 * 1024;
constexpr char tlsHandshake = 0x16;
constexpr std::size_t lastChunk =
    5; ///< "0", CR LF, CR LF: what a chunked body still has at any place; the parser asserts it

} // namespace

class RequestReader::Impl
{
public:
    explicit Impl(ReaderLimits limits)
        : m_limits(limits), m_maxCapacity(std::max<std::size_t>(bodyCapacity, limits.header.count))
    {}

    Space space();
    void received(std::size_t count) { m_end += count; }
    Progress advance();
    bool isIdle() const { return m_stage == Stage::Head && m_begin == m_end; }
    bool isInBody() const { return m_stage == Stage::Body; }
    bool takeContinue();
    HttpRequest take();
    bool keepsAlive() const { return m_keepsAlive; }
    const Error &refusal() const { return m_refusal; }
    bool isHead() const;

private:
    enum class Stage
    {
        Head,
        Body,
        Complete,
        Refused
    };

    std::string_view unread() const { return {m_buffer.get() + m_begin, m_end - m_begin}; }
    void makeRoom(std::size_t capacity);
    void skipEmptyLines();
    Progress readHead();
    Progress parseHead(std::size_t length);
    Progress readBody();
    Progress complete();
    Progress refuse(ErrorCode code, std::string message) { return refuse(Error{code, std::move(message)}); }
    Progress refuse(Error error);

    const ReaderLimits m_limits;
    const std::size_t m_maxCapacity;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0;
    std::size_t m_begin = 0; ///< unread bytes are [m_begin, m_end)
    std::size_t m_end = 0;
    std::size_t m_line = 0;    ///< start of the header line that is being read, from m_begin
    std::size_t m_scanned = 0; ///< no line feed in [m_line, m_scanned), from m_begin
    Stage m_stage = Stage::Head;
    std::optional<RequestParser> m_parser;
    bool m_isContinueDue = false;
    bool m_keepsAlive = false;
    Error m_refusal;
};

void RequestReader::Impl::makeRoom(std::size_t capacity)
{
    const std::size_t size = m_end - m_begin;
    if (capacity > m_capacity) {
        std::unique_ptr<char[]> larger(new char[capacity]);
        if (size > 0)
            std::memcpy(larger.get(), m_buffer.get() + m_begin, size);
        m_buffer = std::move(larger);
        m_capacity = capacity;
    } else if (size > 0) {
        std::memmove(m_buffer.get(), m_buffer.get() + m_begin, size);
    }
    m_begin = 0;
    m_end = size;
}

RequestReader::Space RequestReader::Impl::space()
{
    if (isIdle() && m_capacity > firstCapacity) // many connections are idle most of the time
        m_buffer.reset(), m_capacity = 0;
    if (m_capacity == 0)
        makeRoom(firstCapacity);
    if (m_stage == Stage::Body && m_capacity < bodyCapacity)
        makeRoom(bodyCapacity);
    if (m_begin == m_end)
        m_begin = m_end = 0;
    if (m_end == m_capacity)
        makeRoom(m_begin > 0 ? m_capacity : std::min(m_capacity * 2, m_maxCapacity));
    return {m_buffer.get() + m_end, m_capacity - m_end};
}

RequestReader::Progress RequestReader::Impl::advance()
{
    switch (m_stage) {
    case Stage::Head:
        return readHead();
    case Stage::Body:
        return readBody();
    case Stage::Complete:
        return Progress::Complete;
    case Stage::Refused:
        break;
    }
    return Progress::Refused;
}

/// Empty lines before a request are skipped, as RFC 9112 §2.2 asks.
void RequestReader::Impl::skipEmptyLines()
{
    while (m_line == 0 && m_scanned == 0 && unread().starts_with("\r\n"))
        m_begin += 2;
}

RequestReader::Progress RequestReader::Impl::readHead()
{
    skipEmptyLines();
    const std::string_view bytes = unread();
    if (bytes.empty() || bytes == "\r")
        return Progress::NeedsMore;
    if (bytes.front() == tlsHandshake)
        return refuse(ErrorCode::BadRequest, "this port speaks plain HTTP: use an address that starts with http://");
    if (bytes.front() < 'A' || bytes.front() > 'z')
        return refuse(ErrorCode::BadRequest, "the request is not valid HTTP: it starts with no method");
    for (;;) {
        const std::size_t feed = bytes.find('\n', m_scanned);
        if (feed == std::string_view::npos)
            break;
        if (feed == m_line || bytes[feed - 1] != '\r')
            return refuse(ErrorCode::BadRequest, "the request has a line that does not end in CR LF");
        const std::string_view line = bytes.substr(m_line, feed - 1 - m_line);
        if (line.empty())
            return parseHead(feed + 1);
        if (line.front() == ' ' || line.front() == '\t')
            return refuse(ErrorCode::BadRequest, "the request has a header line that starts with a space");
        if (line.find('\r') != std::string_view::npos)
            return refuse(ErrorCode::BadRequest, "the request has a CR inside a line");
        m_line = m_scanned = feed + 1;
        if (m_line > static_cast<std::size_t>(m_limits.header.count))
            break;
    }
    m_scanned = std::max(m_scanned, bytes.size());
    if (bytes.size() >= static_cast<std::size_t>(m_limits.header.count))
        return refuse(ErrorCode::HeaderTooLarge, "the request header is too large");
    return Progress::NeedsMore;
}

RequestReader::Progress RequestReader::Impl::parseHead(std::size_t length)
{
    if (length > static_cast<std::size_t>(m_limits.header.count))
        return refuse(ErrorCode::HeaderTooLarge, "the request header is too large");
    m_parser.emplace(m_limits);
    boost::beast::error_code code;
    m_parser->put(boost::asio::const_buffer(m_buffer.get() + m_begin, length), code);
    if (code && code != http::error::need_more)
        return refuse(m_parser->refusalFor(code));
    if (!m_parser->is_header_done())
        return refuse(ErrorCode::BadRequest, "the request is not valid HTTP");
    m_begin += length;
    m_line = m_scanned = 0;
    if (m_parser->is_done())
        return complete();
    m_stage = Stage::Body;
    m_isContinueDue = m_parser->expectsContinue() && m_begin == m_end;
    return readBody();
}

RequestReader::Progress RequestReader::Impl::readBody()
{
    const std::size_t least = m_parser->chunked() ? lastChunk : 1;
    if (m_end - m_begin < least)
        return Progress::NeedsMore;
    boost::beast::error_code code;
    m_begin += m_parser->put(boost::asio::const_buffer(m_buffer.get() + m_begin, m_end - m_begin), code);
    if (code && code != http::error::need_more)
        return refuse(m_parser->refusalFor(code));
    if (m_parser->is_done())
        return complete();
    if (m_end - m_begin >= m_maxCapacity) // chunk extensions or trailers without end
        return refuse(ErrorCode::HeaderTooLarge, "the request has a chunk header or trailer that is too large");
    return Progress::NeedsMore;
}

RequestReader::Progress RequestReader::Impl::complete()
{
    m_stage = Stage::Complete;
    m_keepsAlive = m_parser->keep_alive();
    return Progress::Complete;
}

RequestReader::Progress RequestReader::Impl::refuse(Error error)
{
    m_stage = Stage::Refused;
    m_refusal = std::move(error);
    return Progress::Refused;
}

bool RequestReader::Impl::takeContinue()
{
    return std::exchange(m_isContinueDue, false);
}

HttpRequest RequestReader::Impl::take()
{
    HttpRequest request = std::move(m_parser->request());
    m_parser.reset();
    m_isContinueDue = false;
    m_stage = Stage::Head;
    return request;
}

bool RequestReader::Impl::isHead() const
{
    return m_parser && !m_parser->request().methodName.empty() ? m_parser->request().method == HttpMethod::Head
                                                               : unread().starts_with("HEAD ");
}

RequestReader::RequestReader(ReaderLimits limits) : m_impl(std::make_unique<Impl>(limits)) {}

RequestReader::~RequestReader() = default;

RequestReader::Space RequestReader::space()
{
    return m_impl->space();
}

void RequestReader::received(std::size_t count)
{
    m_impl->received(count);
}

RequestReader::Progress RequestReader::advance()
{
    return m_impl->advance();
}

bool RequestReader::isIdle() const
{
    return m_impl->isIdle();
}

bool RequestReader::isInBody() const
{
    return m_impl->isInBody();
}

bool RequestReader::takeContinue()
{
    return m_impl->takeContinue();
}

HttpRequest RequestReader::take()
{
    return m_impl->take();
}

bool RequestReader::keepsAlive() const
{
    return m_impl->keepsAlive();
}

const Error &RequestReader::refusal() const
{
    return m_impl->refusal();
}

bool RequestReader::isHead() const
{
    return m_impl->isHead();
}

} // namespace mirrorlake::serve
