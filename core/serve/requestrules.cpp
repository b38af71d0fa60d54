#include "serve/requestrules.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::serve {

namespace {

Error bad(std::string message)
{
    return Error{ErrorCode::BadRequest, std::move(message)};
}

std::ptrdiff_t countOf(const HttpRequest &request, std::string_view name)
{
    return std::ranges::count_if(request.headers,
                                 [&](const HeaderField &h) { return equalsIgnoringCase(h.name, name); });
}

bool startsWithIgnoringCase(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size() && equalsIgnoringCase(text.substr(0, prefix.size()), prefix);
}

void replaceHost(HttpRequest &request, std::string_view authority)
{
    std::erase_if(request.headers, [](const HeaderField &h) { return equalsIgnoringCase(h.name, "Host"); });
    request.headers.push_back({"Host", std::string(authority)});
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::optional<Error> normalizeTarget(HttpRequest &request)
{
    if (request.methodName == "CONNECT")
        return bad("CONNECT is for proxies; this is a mirror: set HF_ENDPOINT to its address");
    std::string_view target = request.target;
    if (target == "*" && request.method == HttpMethod::Options)
        return std::nullopt;
    if (target.starts_with('/'))
        return std::nullopt;
    const std::size_t scheme = startsWithIgnoringCase(target, "http://")    ? 7
                               : startsWithIgnoringCase(target, "https://") ? 8
                                                                            : 0;
    if (scheme == 0)
        return bad("the request target must be a path that starts with '/'");
    target.remove_prefix(scheme);
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    const std::string authority(target.substr(0, end));
    if (authority.empty() || authority.find('@') != std::string::npos)
        return bad("the request target names no valid host");
    std::string path;
    if (end == target.size() || target[end] != '/')
        path += '/';
    path += target.substr(end);
    if (countOf(request, "Host") < 2)
        replaceHost(request, authority);
    request.target = std::move(path);
    return std::nullopt;
}

std::optional<Error> framingViolation(const HttpRequest &request, HttpVersion version)
{
    const auto hosts = countOf(request, "Host");
    if (hosts > 1)
        return bad("the request has more than one Host");
    if (hosts == 0 && version == HttpVersion::Http11)
        return bad("the request has no Host");
    const auto lengths = countOf(request, "Content-Length");
    const auto codings = countOf(request, "Transfer-Encoding");
    if (lengths > 0 && codings > 0)
        return bad("the request has both Content-Length and Transfer-Encoding");
    if (lengths > 1)
        return bad("the request has more than one Content-Length");
    if (lengths == 1 && !isDigits(*request.header("Content-Length")))
        return bad("the Content-Length is not a number");
    if (codings > 0 && version == HttpVersion::Http10)
        return bad("HTTP/1.0 has no Transfer-Encoding");
    if (codings > 1 || (codings == 1 && !equalsIgnoringCase(*request.header("Transfer-Encoding"), "chunked")))
        return bad("the only Transfer-Encoding understood is 'chunked'");
    return std::nullopt;
}

std::optional<Error> expectationViolation(const HttpRequest &request, HttpVersion version)
{
    const auto expect = request.header("Expect");
    if (expect && version == HttpVersion::Http11 && !equalsIgnoringCase(*expect, "100-continue"))
        return bad("the only expectation understood is '100-continue'");
    const auto upgrade = request.header("Upgrade");
    if (upgrade && !equalsIgnoringCase(*upgrade, "h2c"))
        return bad("this server upgrades to no other protocol");
    return std::nullopt;
}

} // namespace mirrorlake::serve
