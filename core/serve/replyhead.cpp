#include "serve/replyhead.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace mirrorlake::serve {

namespace {

std::string_view phraseOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 416:
        return "Range Not Satisfiable";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 507:
        return "Insufficient Storage";
    default:
        return "Status";
    }
}

void append(std::string &text, std::int64_t number)
{
    std::array<char, 24> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    text.append(digits.data(), end);
}

} // namespace

std::string httpDate(std::time_t time)
{
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&time, &utc);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(utc.tm_wday)],
                       utc.tm_mday, months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                       utc.tm_min, utc.tm_sec);
}

bool isBodyless(int status)
{
    return status < 200 || status == 204 || status == 304;
}

std::int64_t bodyLength(const HttpReply &reply, bool isHead)
{
    if (isHead && reply.headLength)
        return *reply.headLength;
    if (reply.segments)
        return reply.segments->length();
    return reply.file ? reply.fileRange.length() : static_cast<std::int64_t>(reply.text.size());
}

void writeHead(std::string &head, const HttpReply &reply, bool isHead, bool keepsAlive, std::string_view date)
{
    head.assign("HTTP/1.1 ");
    append(head, reply.status);
    head += ' ';
    head += phraseOf(reply.status);
    head += "\r\nDate: ";
    head += date;
    if (reply.stream) {
        head += "\r\nTransfer-Encoding: chunked";
    } else if (!isBodyless(reply.status)) {
        head += "\r\nContent-Length: ";
        append(head, bodyLength(reply, isHead));
    }
    head += keepsAlive ? "\r\nConnection: keep-alive\r\n" : "\r\nConnection: close\r\n";
    head += reply.headers.text();
    head += "\r\n";
}

} // namespace mirrorlake::serve
