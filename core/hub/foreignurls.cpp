#include "hub/foreignurls.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace mirrorlake::hub {

namespace {

/// Hosts of the public Hub and what lies below them: pages and API, data viewer, LFS and Xet bridges, CAS.
constexpr std::array<std::string_view, 3> foreignHosts{"huggingface.co", "hf.co", "hf-mirror.com"};

bool isAuthorityCharacter(char c)
{
    return isAlphaNumeric(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']' || c == '@' || c == '_';
}

bool isSchemeCharacter(char c)
{
    return isAlphaNumeric(c) || c == '+' || c == '-' || c == '.';
}

/// What may be written before the host in a URL is no part of where it leads.
std::string_view withoutUser(std::string_view authority)
{
    return authority.substr(authority.rfind('@') + 1);
}

std::string_view withoutPort(std::string_view authority)
{
    const std::size_t colon = authority.rfind(':');
    const std::size_t bracket = authority.rfind(']');
    const bool hasPort = colon != std::string_view::npos && (bracket == std::string_view::npos || bracket < colon);
    return hasPort ? authority.substr(0, colon) : authority;
}

bool isBelow(std::string_view host, std::string_view domain)
{
    return host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

} // namespace

ForeignUrls::ForeignUrls(const std::vector<std::string> &upstreams)
{
    for (const std::string &url : upstreams) {
        const std::size_t scheme = url.find("://");
        const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
        const std::size_t slash = std::min(url.find('/', begin), url.size());
        std::string path = url.substr(slash);
        while (path.ends_with('/'))
            path.pop_back();
        m_upstreams.push_back({lowered(withoutUser(std::string_view(url).substr(begin, slash - begin))), path});
    }
}

bool ForeignUrls::isForeign(std::string_view authority) const
{
    const std::string own = lowered(withoutUser(authority));
    const std::string_view host = withoutPort(own);
    return std::ranges::any_of(foreignHosts, [&](std::string_view domain) { return isBelow(host, domain); }) ||
           std::ranges::any_of(m_upstreams, [&](const Upstream &upstream) { return upstream.authority == own; });
}

/// slashes is where "//" stands.
std::optional<ForeignUrls::Found> ForeignUrls::findAt(std::string_view text, std::size_t slashes) const
{
    const auto rest = text.substr(slashes + 2);
    const auto length = static_cast<std::size_t>(std::ranges::find_if_not(rest, isAuthorityCharacter) - rest.begin());
    std::string_view authority = rest.substr(0, length);
    while (authority.ends_with('.') || authority.ends_with(':'))
        authority.remove_suffix(1); // the end of a sentence
    if (authority.empty() || !isForeign(authority))
        return std::nullopt;
    Found found{slashes, slashes + 2 + authority.size()};
    if (slashes > 0 && text[slashes - 1] == ':') {
        found.begin = slashes - 1;
        while (found.begin > 0 && isSchemeCharacter(text[found.begin - 1]))
            --found.begin;
    }
    const std::string own = lowered(withoutUser(authority));
    for (const Upstream &upstream : m_upstreams) {
        const std::string_view after = text.substr(found.end);
        const bool isInside = after.size() == upstream.path.size() ||
                              (after.size() > upstream.path.size() && !isAlphaNumeric(after[upstream.path.size()]));
        if (upstream.authority == own && after.starts_with(upstream.path) && isInside) {
            found.end += upstream.path.size();
            break;
        }
    }
    return found;
}

std::string ForeignUrls::rewritten(std::string_view text, std::string_view base) const
{
    std::string result;
    std::size_t copied = 0;
    for (std::size_t at = text.find("//"); at != std::string_view::npos; at = text.find("//", at + 1)) {
        if (at < copied)
            continue;
        const auto found = findAt(text, at);
        if (!found)
            continue;
        result += text.substr(copied, found->begin - copied);
        result += base;
        copied = found->end;
    }
    result += text.substr(copied);
    return result;
}

std::optional<std::string> ForeignUrls::pathOf(std::string_view url) const
{
    if (url.starts_with('/') && !url.starts_with("//"))
        return std::string(url);
    const std::size_t slashes = url.find("//");
    const auto found = slashes == std::string_view::npos ? std::nullopt : findAt(url, slashes);
    if (!found || found->begin != 0)
        return std::nullopt;
    const std::string_view path = url.substr(found->end);
    return path.starts_with('/') ? std::string(path) : "/" + std::string(path);
}

} // namespace mirrorlake::hub
