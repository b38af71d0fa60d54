#include "hub/target.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <span>

namespace mirrorlake::hub {

namespace {

using Segments = std::span<const std::string_view>;

constexpr std::array allTypes{RepoType::Model, RepoType::Dataset, RepoType::Space, RepoType::Kernel};

/// Words that end a repo id in an API path.
constexpr std::array<std::string_view, 16> apiVerbs{"revision",        "tree",      "paths-info",    "refs",
                                                    "commits",         "treesize",  "auth-check",    "xet-read-token",
                                                    "xet-write-token", "lfs-files", "discussions",   "parquet",
                                                    "preupload",       "commit",    "resolve-cache", "compare"};

tl::unexpected<Error> notHere()
{
    return fail(ErrorCode::NotFoundHere, "this mirror has nothing at this address");
}

std::string joined(Segments segments)
{
    std::string text;
    for (const std::string_view segment : segments) {
        if (!text.empty())
            text += '/';
        text += segment;
    }
    return text;
}

/// File paths as clients send them: encoded, or with a bare '%' by clients that encode nothing (client-findings §3.8).
Result<RepoPath> parsePath(Segments segments)
{
    const std::string raw = joined(segments);
    return RepoPath::parse(percentDecoded(raw).value_or(raw));
}

Result<RepoKey> parseRepo(RepoType type, Segments segments)
{
    const auto decoded = percentDecoded(joined(segments));
    if (!decoded)
        return fail(ErrorCode::BadRequest, "the repository id is not well encoded");
    return RepoId::parse(*decoded).map([&](RepoId id) { return RepoKey{type, std::move(id)}; });
}

/// Takes the revision off the front: one segment, or the three of refs/pr/N and refs/convert/NAME sent raw (§1.1).
Result<Revision> takeRevision(Segments &rest)
{
    if (rest.empty())
        return fail(ErrorCode::BadRequest, "the revision is missing");
    const bool isRawRef = rest.size() >= 3 && rest[0] == "refs" && (rest[1] == "pr" || rest[1] == "convert");
    const Segments own = rest.first(isRawRef ? 3 : 1);
    rest = rest.subspan(own.size());
    const auto decoded = percentDecoded(joined(own));
    if (!decoded)
        return fail(ErrorCode::BadRequest, "the revision is not well encoded");
    return Revision::parse(*decoded);
}

Result<HubRequest> fileRequest(RepoType type, Segments id, Segments rest)
{
    const auto repo = parseRepo(type, id);
    if (!repo)
        return fail(repo.error());
    const auto revision = takeRevision(rest);
    if (!revision)
        return fail(revision.error());
    const auto path = parsePath(rest);
    if (!path)
        return fail(path.error());
    return FileRequest{*repo, *revision, *path};
}

/// /{prefix}{repo}/resolve/…, after the prefix: "resolve" stands at index 1 or 2 (§1.1).
Result<HubRequest> parseWeb(RepoType type, Segments segments)
{
    for (const std::size_t index : {std::size_t(1), std::size_t(2)}) {
        if (segments.size() > index && segments[index] == "resolve")
            return fileRequest(type, segments.first(index), segments.subspan(index + 1));
    }
    return notHere();
}

/// /api/resolve-cache/{T}/{repo}/{sha}/{path}: the commit stands at index 1 or 2 after the type.
Result<HubRequest> parseResolveCache(RepoType type, Segments segments)
{
    for (const std::size_t index : {std::size_t(1), std::size_t(2)}) {
        if (segments.size() > index && CommitSha::parse(segments[index]))
            return fileRequest(type, segments.first(index), segments.subspan(index));
    }
    return notHere();
}

Result<HubRequest> treeRequest(RepoKey repo, Segments rest, Query query)
{
    const auto revision = takeRevision(rest);
    if (!revision)
        return fail(revision.error());
    TreeRequest request{std::move(repo), *revision, std::nullopt, std::move(query)};
    const bool isRoot = rest.empty() || (rest.size() == 1 && rest[0].empty());
    if (isRoot)
        return request;
    const auto folder = parsePath(rest.back().empty() ? rest.first(rest.size() - 1) : rest);
    if (!folder)
        return fail(folder.error());
    request.folder = *folder;
    return request;
}

Result<HubRequest> tokenRequest(RepoKey repo, Segments rest)
{
    const auto decoded = percentDecoded(joined(rest));
    if (!decoded)
        return fail(ErrorCode::BadRequest, "the revision is not well encoded");
    return Revision::parse(*decoded).map([&](Revision revision) -> HubRequest {
        return XetTokenRequest{std::move(repo), std::move(revision)};
    });
}

Result<HubRequest> parseApiVerb(RepoKey repo, std::string_view verb, Segments rest, Query query)
{
    if (verb == "tree")
        return treeRequest(std::move(repo), rest, std::move(query));
    if (verb == "xet-read-token" && !rest.empty())
        return tokenRequest(std::move(repo), rest);
    if (verb == "refs" && rest.empty())
        return RefsRequest{std::move(repo), std::move(query)};
    if (verb != "revision" && verb != "paths-info")
        return notHere();
    const auto revision = takeRevision(rest);
    if (!revision)
        return fail(revision.error());
    if (!rest.empty())
        return notHere();
    if (verb == "revision")
        return InfoRequest{std::move(repo), *revision, std::move(query)};
    return PathsInfoRequest{std::move(repo), *revision};
}

Result<HubRequest> parseApiRepo(RepoType type, Segments segments, Query query)
{
    if (segments.empty() || segments[0].empty())
        return notHere();
    const auto isVerb = [](std::string_view segment) { return std::ranges::find(apiVerbs, segment) != apiVerbs.end(); };
    const bool isLegacy = segments.size() == 1 || isVerb(segments[1]);
    const std::size_t idLength = isLegacy ? 1 : 2;
    auto repo = parseRepo(type, segments.first(idLength));
    if (!repo)
        return fail(repo.error());
    const Segments rest = segments.subspan(idLength);
    if (rest.empty())
        return InfoRequest{std::move(*repo), std::nullopt, std::move(query)};
    return parseApiVerb(std::move(*repo), rest[0], rest.subspan(1), std::move(query));
}

Result<HubRequest> parseApi(Segments segments, Query query)
{
    const bool isResolveCache = !segments.empty() && segments[0] == "resolve-cache";
    if (isResolveCache)
        segments = segments.subspan(1);
    for (const RepoType type : allTypes) {
        if (segments.empty() || segments[0] != apiNameOf(type))
            continue;
        const Segments rest = segments.subspan(1);
        return isResolveCache ? parseResolveCache(type, rest) : parseApiRepo(type, rest, std::move(query));
    }
    return notHere();
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
    const std::string_view noFragment = rawTarget.substr(0, rawTarget.find('#'));
    const std::size_t question = noFragment.find('?');
    const Query query = question == std::string_view::npos ? Query() : Query::parse(noFragment.substr(question + 1));
    std::string_view path = noFragment.substr(0, question);
    if (path.empty() || path.front() != '/')
        return fail(ErrorCode::BadRequest, "the address must begin with a slash");
    path.remove_prefix(
        std::min(path.find_first_not_of('/'), path.size())); // an HF_ENDPOINT that ends in "/" doubles it
    if (path.empty())
        return LandingRequest{};
    const auto parts = split(path, '/');
    const Segments segments(parts);
    if (segments[0] == "api")
        return parseApi(segments.subspan(1), query);
    for (const RepoType type : allTypes) {
        const std::string_view prefix = urlPrefixOf(type);
        if (!prefix.empty() && segments[0] == prefix.substr(0, prefix.size() - 1) && segments.size() > 2)
            return parseWeb(type, segments.subspan(1));
    }
    return parseWeb(RepoType::Model, segments);
}

} // namespace mirrorlake::hub
