#include "mirror/baseurl.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::mirror {

namespace {

bool isHost(std::string_view text)
{
    return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
        return isAlphaNumeric(c) || c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
    });
}

bool isPrefix(std::string_view text)
{
    return text.starts_with('/') && text.size() <= 255 && text.find("//") == std::string_view::npos &&
           std::ranges::all_of(
               text, [](char c) { return isAlphaNumeric(c) || c == '/' || c == '-' || c == '_' || c == '.'; });
}

/// First of a list that proxies may have lengthened: "a, b" gives "a".
std::string_view firstOf(std::optional<std::string_view> list)
{
    return trimmed(list.value_or("").substr(0, list.value_or("").find(',')));
}

/// Clients put this before our name for the data viewer (hub-protocol §1.9); files are not there.
std::string_view withoutViewer(std::string_view host)
{
    constexpr std::string_view viewer = "datasets-server.";
    return equalsIgnoringCase(host.substr(0, viewer.size()), viewer) ? host.substr(viewer.size()) : host;
}

std::string withoutTrailingSlash(std::string_view text)
{
    while (text.ends_with('/'))
        text.remove_suffix(1);
    return std::string(text);
}

} // namespace

std::string pathPrefixFor(const HttpRequest &request, const std::string &publicUrl)
{
    if (!publicUrl.empty()) {
        const std::size_t scheme = publicUrl.find("://");
        const std::size_t slash = publicUrl.find('/', scheme == std::string::npos ? 0 : scheme + 3);
        return slash == std::string::npos ? std::string()
                                          : withoutTrailingSlash(std::string_view(publicUrl).substr(slash));
    }
    const std::string_view prefix = firstOf(request.header("X-Forwarded-Prefix"));
    return isPrefix(prefix) ? withoutTrailingSlash(prefix) : std::string();
}

std::string withoutPathPrefix(const std::string &target, std::string_view prefix)
{
    if (!target.starts_with(prefix))
        return target;
    const std::string rest = target.substr(prefix.size());
    if (rest.empty() || rest.front() == '?')
        return "/" + rest;
    return rest.front() == '/' ? rest : target;
}

std::string baseUrlFor(const HttpRequest &request, const std::string &publicUrl)
{
    if (!publicUrl.empty())
        return withoutTrailingSlash(publicUrl);
    const std::string_view forwardedHost = firstOf(request.header("X-Forwarded-Host"));
    const std::string_view ownHost = request.header("Host").value_or("");
    const std::string_view forwardedScheme = firstOf(request.header("X-Forwarded-Proto"));
    const std::string_view host = isHost(forwardedHost) ? forwardedHost
                                  : isHost(ownHost)     ? ownHost
                                                        : std::string_view(request.localAddress);
    const bool isTls = forwardedScheme.empty() ? request.isTls : equalsIgnoringCase(forwardedScheme, "https");
    return (isTls ? "https://" : "http://") + std::string(withoutViewer(host)) + pathPrefixFor(request, publicUrl);
}

} // namespace mirrorlake::mirror
