#include "hub/target.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace mirrorlake::hub {

namespace {

using Segments = std::span<const std::string_view>;

constexpr std::array allTypes{RepoType::Model, RepoType::Dataset, RepoType::Space, RepoType::Kernel};

/// Words that end a repo id in an API path.
constexpr std::array<std::string_view, 19> apiVerbs{"revision",        "tree",      "paths-info",    "refs",
                                                    "commits",         "treesize",  "auth-check",    "xet-read-token",
                                                    "xet-write-token", "lfs-files", "discussions",   "parquet",
                                                    "preupload",       "commit",    "resolve-cache", "compare",
                                                    "croissant",       "likers",    "notebook"};

tl::unexpected<Error> notHere()
{
    return fail(ErrorCode::NotFoundHere, "this mirror has nothing at this address");
}

std::string joined(Segments segments)
{
    std::string text;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (i > 0)
            text += '/';
        text += segments[i];
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

template<typename Request>
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
    return Request{*repo, *revision, *path};
}

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

/// /api/resolve-cache/{T}/{repo}/{sha}/{path}: the commit stands at index 1 or 2 after the type.
Result<HubRequest> parseResolveCache(RepoType type, Segments segments)
{
    for (const std::size_t index : {std::size_t(1), std::size_t(2)}) {
        if (segments.size() > index && CommitSha::parse(segments[index]))
            return fileRequest<FileRequest>(type, segments.first(index), segments.subspan(index));
    }
    return notHere();
}

/// What follows a revision: a folder, or nothing for the root.
Result<std::optional<RepoPath>> parseFolder(Segments rest)
{
    if (!rest.empty() && rest.back().empty())
        rest = rest.first(rest.size() - 1);
    if (rest.empty())
        return std::nullopt;
    return parsePath(rest).map([](RepoPath path) { return std::optional(std::move(path)); });
}

Result<HubRequest> folderRequest(RepoKey repo, std::string_view verb, Segments rest, Query query)
{
    const auto revision = takeRevision(rest);
    if (!revision)
        return fail(revision.error());
    const auto folder = parseFolder(rest);
    if (!folder)
        return fail(folder.error());
    if (verb == "tree")
        return TreeRequest{std::move(repo), *revision, *folder, std::move(query)};
    return TreeSizeRequest{std::move(repo), *revision, *folder};
}

/// Where nothing follows the revision all of the rest is it, slashes and all.
Result<HubRequest> revisionRequest(RepoKey repo, std::string_view verb, Segments rest, Query query)
{
    const auto decoded = percentDecoded(joined(rest));
    if (rest.empty() || !decoded)
        return fail(ErrorCode::BadRequest, "the revision is missing or not well encoded");
    const auto revision = Revision::parse(*decoded);
    if (!revision)
        return fail(revision.error());
    if (verb == "revision")
        return InfoRequest{std::move(repo), *revision, std::move(query)};
    if (verb == "commits")
        return CommitsRequest{std::move(repo), *revision, std::move(query)};
    return PathsInfoRequest{std::move(repo), *revision};
}

/// The same path with every segment decoded, checked and encoded again, so that equal questions are equal texts.
Result<std::string> cleanPath(Segments segments)
{
    std::string path;
    for (const std::string_view segment : segments) {
        const auto decoded = percentDecoded(segment);
        const bool isPlain = decoded && !decoded->empty() && *decoded != "." && *decoded != ".." &&
                             isValidUtf8(*decoded) && !hasControlCharacter(*decoded) && decoded->size() <= 256;
        if (!isPlain || path.size() > 2048)
            return fail(ErrorCode::BadRequest, "the address is not well formed");
        path += (path.empty() ? "" : "/") + percentEncoded(*decoded);
    }
    return path;
}

/// "{config}/{split}/{number}.parquet".
std::optional<HubRequest> parquetFile(const RepoKey &repo, Segments rest)
{
    if (repo.type != RepoType::Dataset || rest.size() != 3 || !rest[2].ends_with(".parquet"))
        return std::nullopt;
    const std::string_view digits = rest[2].substr(0, rest[2].size() - 8);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const auto config = percentDecoded(rest[0]);
    const auto split = percentDecoded(rest[1]);
    if (error != std::errc() || end != digits.data() + digits.size() || !config || !split)
        return std::nullopt;
    return ParquetFileRequest{repo, *config, *split, number};
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

Result<HubRequest> parseApiVerb(RepoKey repo, Segments verbAndRest, Query query)
{
    const std::string_view verb = verbAndRest[0];
    const Segments rest = verbAndRest.subspan(1);
    if (verb == "tree" || verb == "treesize")
        return folderRequest(std::move(repo), verb, rest, std::move(query));
    if (verb == "revision" || verb == "commits" || verb == "paths-info")
        return revisionRequest(std::move(repo), verb, rest, std::move(query));
    if (verb == "xet-read-token" && !rest.empty())
        return tokenRequest(std::move(repo), rest);
    if (verb == "refs" && rest.empty())
        return RefsRequest{std::move(repo), std::move(query)};
    if (verb == "auth-check" && rest.empty())
        return AuthCheckRequest{std::move(repo)};
    if (verb == "xet-read-token" || verb == "xet-write-token")
        return notHere();
    if (verb == "parquet") {
        if (auto file = parquetFile(repo, rest))
            return std::move(*file);
    }
    const auto path = cleanPath(verbAndRest);
    if (!path)
        return fail(path.error());
    return RepoPageRequest{std::move(repo), *path, std::move(query)};
}

Result<HubRequest> parseApiRepo(RepoType type, Segments segments, Query query)
{
    if (segments.empty() || segments[0].empty())
        return ListRequest{type, std::move(query)};
    const auto isVerb = [](std::string_view segment) { return std::ranges::find(apiVerbs, segment) != apiVerbs.end(); };
    const bool isLegacy = segments.size() == 1 || isVerb(segments[1]);
    const std::size_t idLength = isLegacy ? 1 : 2;
    auto repo = parseRepo(type, segments.first(idLength));
    if (!repo)
        return fail(repo.error());
    const Segments rest = segments.subspan(idLength);
    if (rest.empty())
        return InfoRequest{std::move(*repo), std::nullopt, std::move(query)};
    return parseApiVerb(std::move(*repo), rest, std::move(query));
}

/// /api/… that is about no one repo.
Result<HubRequest> parsePage(Segments segments, Query query)
{
    using Kind = PageRequest::Kind;
    constexpr std::array<std::string_view, 6> browsing{"collections", "daily_papers",  "papers",
                                                       "users",       "organizations", "trending"};
    constexpr std::array<std::string_view, 2> constant{"models-tags-by-type", "datasets-tags-by-type"};
    // A list in answer to agent-harnesses ends every call of some clients (client-findings §3.4): nobody is asked.
    if (segments.empty() || segments[0].empty() || segments[0] == "agent-harnesses")
        return notHere();
    if (segments[0] == "telemetry")
        return TelemetryRequest{};
    const auto path = cleanPath(segments);
    if (!path)
        return fail(path.error());
    const auto isOneOf = [&](const auto &names) { return std::ranges::find(names, segments[0]) != names.end(); };
    const Kind kind = isOneOf(browsing)            ? Kind::Browsing
                      : isOneOf(constant)          ? Kind::Constant
                      : segments[0] == "whoami-v2" ? Kind::Own
                                                   : Kind::Unknown;
    return PageRequest{kind, "/api/" + *path, std::move(query)};
}

Result<HubRequest> parseApi(Segments segments, Query query)
{
    const bool isResolveCache = !segments.empty() && segments[0] == "resolve-cache";
    const Segments typed = isResolveCache ? segments.subspan(1) : segments;
    for (const RepoType type : allTypes) {
        if (typed.empty() || typed[0] != apiNameOf(type))
            continue;
        const Segments rest = typed.subspan(1);
        return isResolveCache ? parseResolveCache(type, rest) : parseApiRepo(type, rest, std::move(query));
    }
    return isResolveCache ? notHere() : parsePage(segments, std::move(query));
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
        return parseApi(segments.subspan(1), std::move(parts->query));
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
