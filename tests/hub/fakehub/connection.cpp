#include "fakehub/connection.h"

#include "base/text.h"

#include <charconv>
#include <chrono>

namespace mirrorlake::fakehub {

namespace {

HttpMethod methodNamed(std::string_view name)
{
    if (name == "GET")
        return HttpMethod::Get;
    if (name == "HEAD")
        return HttpMethod::Head;
    if (name == "POST")
        return HttpMethod::Post;
    return name == "OPTIONS" ? HttpMethod::Options : HttpMethod::Other;
}

/// Request line and fields; false if this is no HTTP.
bool parseHead(std::string_view head, HttpRequest &request)
{
    std::size_t end = head.find("\r\n");
    const auto words = split(head.substr(0, end), ' ');
    if (words.size() != 3 || !words[2].starts_with("HTTP/1."))
        return false;
    request.methodName = words[0];
    request.method = methodNamed(words[0]);
    request.target = words[1];
    while (end != std::string_view::npos) {
        head.remove_prefix(end + 2);
        end = head.find("\r\n");
        const std::string_view line = head.substr(0, end);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos)
            request.headers.push_back(
                {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
    }
    return true;
}

} // namespace

Connection::Connection(std::shared_ptr<Socket> socket, const Surroundings &surroundings, std::uint64_t number)
    : m_socket(std::move(socket)), m_around(surroundings), m_number(number), m_sender(*m_socket)
{}

void Connection::run()
{
    for (;;) {
        HttpRequest request;
        if (!readRequest(request))
            break;
        const bool isAlive = request.target.starts_with("/-/")
                                 ? m_sender.send(m_around.control(request), false, {}, [](std::int64_t) {}).isAlive
                                 : serve(request);
        if (!isAlive || equalsIgnoringCase(request.header("connection").value_or(""), "close"))
            break;
    }
    m_socket->shutDown();
}

bool Connection::readRequest(HttpRequest &request)
{
    constexpr std::size_t mostHead = 64 * 1024;
    std::size_t end = 0;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos) {
        if (m_buffer.size() > mostHead || !m_socket->receive(m_buffer))
            return false;
    }
    if (!parseHead(std::string_view(m_buffer).substr(0, end), request))
        return false;
    m_buffer.erase(0, end + 4);
    std::size_t length = 0;
    const std::string_view text = request.header("content-length").value_or("0");
    std::from_chars(text.data(), text.data() + text.size(), length);
    while (m_buffer.size() < length) {
        if (!m_socket->receive(m_buffer))
            return false;
    }
    request.body = m_buffer.substr(0, length);
    m_buffer.erase(0, length);
    return true;
}

LoggedRequest Connection::lineFor(const HttpRequest &request) const
{
    LoggedRequest line;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    line.unixMilliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    line.listener = m_around.name;
    line.connection = m_number;
    line.peerPort = m_socket->peerPort();
    line.method = request.methodName;
    line.target = request.target;
    line.body = request.body;
    line.user = m_around.userOf(request);
    for (const HeaderField &field : request.headers) {
        std::string name = lowered(field.name);
        if (name == "authorization")
            line.hasAuthorization = true;
        else
            line.headers.push_back({std::move(name), field.value});
    }
    return line;
}

std::optional<Reply> Connection::replyOfRules(const HttpRequest &request, bool &isClosed,
                                              std::vector<HeaderField> &beside)
{
    std::optional<Reply> reply;
    for (const Knobs::Active &active : m_around.knobs.take(m_around.name, request)) {
        const Rule &rule = active.rule;
        if (rule.delayMs > 0)
            isClosed = m_socket->isGoneWithin(std::chrono::milliseconds(rule.delayMs)) || isClosed;
        if (active.barrier)
            isClosed = !active.barrier->pass([this] { return m_socket->isGone(); }) || isClosed;
        isClosed = isClosed || rule.close;
        if (rule.status > 0)
            reply = m_around.failure(request, rule);
        if (rule.html) {
            reply = textReply(200, "<!DOCTYPE html><html><body>Please log in to this network.</body></html>");
            reply->set("Content-Type", "text/html; charset=utf-8");
        }
        if (rule.redirectLoop) {
            reply = textReply(302, "Found. Redirecting");
            reply->set("Location", request.target);
        }
        if (!rule.location.empty()) {
            reply = textReply(302, "Found. Redirecting");
            reply->set("Location", rule.location);
        }
        if (!rule.cookie.empty())
            beside.push_back({"Set-Cookie", rule.cookie});
        for (int i = 0; i < rule.moreHeaders; ++i)
            beside.push_back({"X-Flood-" + std::to_string(i), std::string(40, 'x')});
    }
    return reply;
}

bool Connection::serve(const HttpRequest &request)
{
    const std::uint64_t number = m_around.log.begin(lineFor(request));
    bool isClosed = false;
    std::vector<HeaderField> beside;
    std::optional<Reply> made = replyOfRules(request, isClosed, beside);
    if (isClosed) {
        m_around.log.ended(number, false);
        return false;
    }
    Reply reply = made ? std::move(*made) : m_around.answer(request);
    reply.headers.insert(reply.headers.end(), beside.begin(), beside.end());
    const bool isHead = request.method == HttpMethod::Head;
    const BodyFacts body{reply.file != nullptr, reply.file ? reply.range : ByteRange{0, reply.bodyLength()}};
    const auto rules = isHead ? std::vector<Knobs::Active>() : m_around.knobs.takeForBody(m_around.name, request, body);
    for (const Knobs::Active &active : rules) {
        isClosed = isClosed || m_socket->isGoneWithin(std::chrono::milliseconds(active.rule.delayMs)) ||
                   (active.barrier && !active.barrier->pass([this] { return m_socket->isGone(); }));
    }
    if (isClosed) {
        m_around.log.ended(number, false);
        return false;
    }
    m_around.log.answered(number, reply.status);
    const auto outcome =
        m_sender.send(std::move(reply), isHead, rules, [&](std::int64_t bytes) { m_around.log.sent(number, bytes); });
    m_around.log.ended(number, outcome.isWhole);
    return outcome.isAlive;
}

} // namespace mirrorlake::fakehub
