#include "hub/apitarget.h"

#include "base/text.h"
#include "hub/targetparts.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace mirrorlake::hub {

namespace {

/// Words that end a repo id in an API path (§1.1).
constexpr std::array<std::string_view, 19> apiVerbs{"revision",        "tree",      "paths-info",    "refs",
                                                    "commits",         "treesize",  "auth-check",    "xet-read-token",
                                                    "xet-write-token", "lfs-files", "discussions",   "parquet",
                                                    "preupload",       "commit",    "resolve-cache", "compare",
                                                    "croissant",       "likers",    "notebook"};

/// Those of them that need something after them: where nothing follows, it is the name of a repo.
constexpr std::array<std::string_view, 10> openVerbs{"revision",       "tree",           "paths-info", "commits",
                                                     "treesize",       "preupload",      "commit",     "resolve-cache",
                                                     "xet-read-token", "xet-write-token"};
/// Those that are pages, after which no other verb comes: where one does, it is the name of a repo.
constexpr std::array<std::string_view, 5> pageVerbs{"parquet", "discussions", "croissant", "likers", "notebook"};

bool isOneOf(std::string_view text, std::span<const std::string_view> words)
{
    return std::ranges::find(words, text) != words.end();
}

/// Segments of the repo id: an old id has one, and may be followed by a verb, which may be a name as well.
std::size_t idLength(Segments segments)
{
    if (segments.size() == 1)
        return 1;
    const bool isAlone = segments.size() == 2;
    const bool isName = !isOneOf(segments[1], apiVerbs) || (isAlone && isOneOf(segments[1], openVerbs)) ||
                        (!isAlone && isOneOf(segments[1], pageVerbs) && isOneOf(segments[2], apiVerbs));
    return isName ? 2 : 1;
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
    const bool mayBeName = repo.id.isLegacy() && rest.empty() && isOneOf(verb, pageVerbs);
    return RepoPageRequest{std::move(repo), *path, std::move(query), mayBeName};
}

Result<HubRequest> parseApiRepo(RepoType type, Segments segments, Query query)
{
    if (segments.empty() || segments[0].empty())
        return ListRequest{type, std::move(query)};
    auto repo = parseRepo(type, segments.first(idLength(segments)));
    if (!repo)
        return fail(repo.error());
    const Segments rest = segments.subspan(idLength(segments));
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
    const Kind kind = isOneOf(segments[0], browsing)   ? Kind::Browsing
                      : isOneOf(segments[0], constant) ? Kind::Constant
                      : segments[0] == "whoami-v2"     ? Kind::Own
                                                       : Kind::Unknown;
    return PageRequest{kind, "/api/" + *path, std::move(query)};
}

} // namespace

Result<HubRequest> parseApiTarget(std::span<const std::string_view> segments, Query query)
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

} // namespace mirrorlake::hub
