#include "hub/target.h"

#include "base/text.h"
#include "hub/apitarget.h"
#include "hub/targetparts.h"

#include <algorithm>

namespace mirrorlake::hub {

namespace {

/// /{prefix}{repo}/resolve/…, after the prefix: "resolve" or "raw" stands at index 1 or 2 (§1.1).
Result<HubRequest> parseWeb(RepoType type, Segments segments)
{
    for (const std::size_t index : {std::size_t(1), std::size_t(2)}) {
        if (segments.size() > index && segments[index] == "resolve")
            return fileRequest<FileRequest>(type, segments.first(index), segments.subspan(index + 1));
        if (segments.size() > index && segments[index] == "raw")
            return fileRequest<RawRequest>(type, segments.first(index), segments.subspan(index + 1));
    }
    return notHere();
}

/// The raw target in its parts; what is not parsed yet is still encoded.
struct Parts
{
    std::vector<std::string_view> segments; ///< empty for "/"
    Query query;
};

Result<Parts> partsOf(std::string_view rawTarget)
{
    const std::string_view noFragment = rawTarget.substr(0, rawTarget.find('#'));
    const std::size_t question = noFragment.find('?');
    Parts parts;
    if (question != std::string_view::npos)
        parts.query = Query::parse(noFragment.substr(question + 1));
    std::string_view path = noFragment.substr(0, question);
    if (path.empty() || path.front() != '/')
        return fail(ErrorCode::BadRequest, "the address must begin with a slash");
    path.remove_prefix(
        std::min(path.find_first_not_of('/'), path.size())); // an HF_ENDPOINT that ends in "/" doubles it
    if (!path.empty())
        parts.segments = split(path, '/');
    return parts;
}

Result<HubRequest> parseCas(std::string_view rawTarget)
{
    auto request = xet::parseCasTarget(rawTarget);
    if (!request)
        return fail(request.error());
    if (auto *reconstruction = std::get_if<xet::ReconstructionRequest>(&*request))
        return CasRequest{std::move(*reconstruction)};
    if (auto *xorb = std::get_if<xet::XorbRequest>(&*request))
        return CasRequest{std::move(*xorb)};
    return CasTelemetryRequest{};
}

} // namespace

Result<HubRequest> parseTarget(std::string_view rawTarget)
{
    if (xet::isCasTarget(rawTarget))
        return parseCas(rawTarget);
    auto parts = partsOf(rawTarget);
    if (!parts)
        return fail(parts.error());
    const Segments segments(parts->segments);
    if (segments.empty())
        return LandingRequest{};
    if (auto door = parseDoor(segments, parts->query))
        return std::move(*door).map([](DoorRequest request) { return HubRequest(std::move(request)); });
    if (segments[0] == "api")
        return parseApiTarget(segments.subspan(1), std::move(parts->query));
    for (const RepoType type : allTypes) {
        const std::string_view prefix = urlPrefixOf(type);
        if (!prefix.empty() && segments[0] == prefix.substr(0, prefix.size() - 1) && segments.size() > 2)
            return parseWeb(type, segments.subspan(1));
    }
    return parseWeb(RepoType::Model, segments);
}

Result<HubRequest> parseTarget(std::string_view rawTarget, std::string_view host)
{
    constexpr std::string_view viewer = "datasets-server.";
    if (!equalsIgnoringCase(host.substr(0, viewer.size()), viewer))
        return parseTarget(rawTarget);
    auto parts = partsOf(rawTarget);
    if (!parts)
        return fail(parts.error());
    const auto path = cleanPath(parts->segments);
    if (!path)
        return fail(path.error());
    return ViewerRequest{"/" + *path, std::move(parts->query)};
}

} // namespace mirrorlake::hub
