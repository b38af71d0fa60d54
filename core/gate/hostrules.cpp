#include "gate/hostrules.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::gate {

namespace {

/// Clients put this before our name for the data viewer (hub-protocol §1.9).
std::string_view withoutViewer(std::string_view name)
{
    constexpr std::string_view viewer = "datasets-server.";
    return name.starts_with(viewer) ? name.substr(viewer.size()) : name;
}

} // namespace

bool isLoopbackName(std::string_view name)
{
    const auto isDigitOrDot = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    return name == "localhost" || name.ends_with(".localhost") || name == "::1" ||
           (name.starts_with("127.") && std::ranges::all_of(name, isDigitOrDot));
}

std::string hostNameOf(std::string_view hostHeader)
{
    if (hostHeader.starts_with('[')) {
        const std::size_t end = hostHeader.find(']');
        return end == std::string_view::npos ? std::string() : lowered(hostHeader.substr(1, end - 1));
    }
    return lowered(hostHeader.substr(0, hostHeader.find(':')));
}

bool HostRules::isAllowed(const HttpRequest &request) const
{
    if (!isLoopbackOnly)
        return true;
    const auto host = request.header("Host");
    if (!host)
        return true;
    const std::string whole = hostNameOf(*host);
    const std::string_view name = withoutViewer(whole);
    return isLoopbackName(name) || std::ranges::find(names, name) != names.end();
}

Error HostRules::refusal()
{
    return {ErrorCode::AccessDenied,
            "this mirror serves its own machine only and is not known by this name: use localhost or 127.0.0.1, or add "
            "the name to the setting server.allowed_hosts"};
}

} // namespace mirrorlake::gate
