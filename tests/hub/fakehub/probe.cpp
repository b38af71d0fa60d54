#include "fakehub/probe.h"

#include "base/text.h"
#include "fakehub/socket.h"

#include <fmt/core.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace mirrorlake::fakehub {

namespace {

struct Url
{
    std::string host;
    std::uint16_t port = 80;
    std::string target = "/";
};

Url parseUrl(std::string_view text)
{
    Url url;
    text.remove_prefix(text.find("://") + 3);
    const std::size_t slash = text.find('/');
    const std::string_view place = text.substr(0, slash);
    if (slash != std::string_view::npos)
        url.target = text.substr(slash);
    const std::size_t colon = place.find(':');
    url.host = place.substr(0, colon);
    if (colon != std::string_view::npos)
        std::from_chars(place.data() + colon + 1, place.data() + place.size(), url.port);
    return url;
}

std::unique_ptr<Socket> connectTo(const Url &url)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(url.port);
    ::inet_pton(AF_INET, url.host.c_str(), &address.sin_addr);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return std::make_unique<Socket>(descriptor);
    ::close(descriptor);
    return nullptr;
}

/// Takes the chunks out of text; true if the last one was there.
bool unchunk(std::string &text)
{
    std::string plain;
    std::string_view rest = text;
    bool isWhole = false;
    while (!rest.empty()) {
        const std::size_t lineEnd = rest.find("\r\n");
        std::size_t size = 0;
        if (lineEnd == std::string_view::npos ||
            std::from_chars(rest.data(), rest.data() + lineEnd, size, 16).ec != std::errc())
            break;
        rest.remove_prefix(lineEnd + 2);
        if (size == 0) {
            isWhole = true;
            break;
        }
        plain += rest.substr(0, size);
        if (rest.size() < size + 2)
            break;
        rest.remove_prefix(size + 2);
    }
    text = std::move(plain);
    return isWhole;
}

void parseHead(std::string_view head, Answer &answer)
{
    for (const std::string_view line : split(head, '\n')) {
        const std::string_view field = line.substr(0, line.find('\r'));
        if (const std::size_t colon = field.find(':'); answer.status != 0 && colon != std::string_view::npos)
            answer.headers.push_back(
                {std::string(field.substr(0, colon)), std::string(trimmed(field.substr(colon + 1)))});
        else if (field.size() > 12 && field.starts_with("HTTP/1."))
            std::from_chars(field.data() + 9, field.data() + 12, answer.status);
    }
}

} // namespace

std::optional<std::string_view> Answer::header(std::string_view name) const
{
    for (const HeaderField &field : headers) {
        if (equalsIgnoringCase(field.name, name))
            return field.value;
    }
    return std::nullopt;
}

std::string Answer::text(std::string_view name) const
{
    return std::string(header(name).value_or(""));
}

std::string exchangeRaw(const std::string &url, std::string_view bytes)
{
    std::string received;
    if (const auto socket = connectTo(parseUrl(url)); socket && socket->send(bytes)) {
        while (socket->receive(received)) {
        }
    }
    return received;
}

Answer ask(const std::string &text, const Question &question)
{
    const Url url = parseUrl(text);
    Answer answer;
    const auto socket = connectTo(url);
    if (!socket)
        return answer;
    answer.isConnected = true;
    std::string request = fmt::format("{} {} HTTP/1.1\r\nHost: {}:{}\r\nConnection: close\r\n", question.method,
                                      url.target, url.host, url.port);
    for (const HeaderField &field : question.headers)
        request += fmt::format("{}: {}\r\n", field.name, field.value);
    if (question.method == "POST")
        request += fmt::format("Content-Length: {}\r\n", question.body.size());
    std::string received;
    if (!socket->send(request + "\r\n" + question.body))
        return answer;
    while (socket->receive(received)) {
    }
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string::npos)
        return answer;
    parseHead(std::string_view(received).substr(0, end), answer);
    answer.body = received.substr(end + 4);
    if (answer.header("transfer-encoding"))
        answer.isWhole = unchunk(answer.body);
    else
        answer.isWhole = question.method == "HEAD" || answer.status == 304 ||
                         answer.text("content-length") == std::to_string(answer.body.size());
    return answer;
}

} // namespace mirrorlake::fakehub
