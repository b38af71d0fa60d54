#include "fakehub/reply.h"

#include "base/text.h"
#include "fakehub/digest.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace mirrorlake::fakehub {

void Reply::set(std::string_view name, std::string value)
{
    drop(name);
    headers.push_back({std::string(name), std::move(value)});
}

void Reply::drop(std::string_view name)
{
    std::erase_if(headers, [name](const HeaderField &field) { return equalsIgnoringCase(field.name, name); });
}

std::int64_t Reply::bodyLength() const
{
    return file ? range.length() : static_cast<std::int64_t>(text.size());
}

std::string_view reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 206:
        return "Partial Content";
    case 302:
        return "Found";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
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
    case 416:
        return "Range Not Satisfiable";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Other";
    }
}

namespace {

std::string weakEtag(std::string_view body)
{
    return fmt::format("W/\"{:x}-{}\"", body.size(), base64(fromHex(sha1Hex(body))).substr(0, 27));
}

Reply errorReply(int status, std::string_view code, std::string_view message, std::string_view type, std::string body)
{
    Reply reply;
    reply.status = status;
    reply.set("Content-Type", std::string(type));
    reply.set("ETag", weakEtag(body));
    if (!code.empty())
        reply.set("X-Error-Code", std::string(code));
    reply.set("X-Error-Message", std::string(message));
    if (status == 401)
        reply.set("WWW-Authenticate", R"(Bearer realm="Authentication required", charset="UTF-8")");
    reply.text = std::move(body);
    return reply;
}

} // namespace

bool matchesEtag(std::string_view ifNoneMatch, std::string_view etag)
{
    const auto bare = [](std::string_view text) { return text.starts_with("W/") ? text.substr(2) : text; };
    return std::ranges::any_of(split(ifNoneMatch, ','), [&](std::string_view part) {
        return trimmed(part) == "*" || bare(trimmed(part)) == bare(etag);
    });
}

bool acceptsGzip(const HttpRequest &request)
{
    return request.header("accept-encoding").value_or("").find("gzip") != std::string_view::npos;
}

Reply textReply(int status, std::string text)
{
    Reply reply;
    reply.status = status;
    reply.set("Content-Type", "text/plain; charset=utf-8");
    reply.text = std::move(text);
    return reply;
}

Reply jsonReply(const HttpRequest &request, const nlohmann::json &json, std::vector<HeaderField> headers)
{
    Reply reply;
    reply.headers = std::move(headers);
    reply.text = json.dump();
    const std::string etag = weakEtag(reply.text);
    reply.set("ETag", etag);
    reply.set("Vary", "Origin, Accept-Encoding");
    if (matchesEtag(request.header("if-none-match").value_or(""), etag)) {
        reply.status = 304;
        reply.text.clear();
        return reply;
    }
    reply.set("Content-Type", "application/json; charset=utf-8");
    constexpr std::size_t worthPacking = 256;
    if (acceptsGzip(request) && reply.text.size() >= worthPacking) {
        reply.text = gzipped(reply.text);
        reply.set("Content-Encoding", "gzip");
        reply.isChunked = true;
    }
    return reply;
}

Reply jsonError(int status, std::string_view code, std::string_view message)
{
    return errorReply(status, code, message, "application/json; charset=utf-8",
                      nlohmann::json{{"error", message}}.dump());
}

Reply textError(int status, std::string_view code, std::string_view message)
{
    return errorReply(status, code, message, "text/plain; charset=utf-8", std::string(message));
}

Reply fileReply(const HttpRequest &request, ContentPtr content, std::string_view etag)
{
    Reply reply;
    reply.set("ETag", std::string(etag));
    reply.set("Accept-Ranges", "bytes");
    if (matchesEtag(request.header("if-none-match").value_or(""), etag)) {
        reply.status = 304;
        return reply;
    }
    const std::int64_t size = content->size();
    reply.range = {0, size};
    reply.file = std::move(content);
    const auto asked = request.header("range");
    const auto parts = asked ? parseRangeHeader(*asked) : std::nullopt;
    if (!parts || parts->size() != 1)
        return reply;
    const auto range = parts->front().within(size);
    if (!range || range->isEmpty()) {
        reply.status = 416;
        reply.file = nullptr;
        reply.set("Content-Range", fmt::format("bytes */{}", size));
        return reply;
    }
    reply.status = 206;
    reply.range = *range;
    reply.isPartial = true;
    return reply;
}

} // namespace mirrorlake::fakehub
