#include "preload/wish.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace mirrorlake::preload {

namespace {

using Segments = std::span<const std::string_view>;

tl::unexpected<Error> misunderstood(std::string_view text)
{
    return fail(ErrorCode::BadRequest,
                "'" + std::string(text) +
                    "' is none of org/name, org/name@revision, org/name:Q4_K_M, datasets/org/name or a URL of the Hub");
}

std::optional<RepoType> typeNamed(std::string_view word)
{
    for (const RepoType type : {RepoType::Model, RepoType::Dataset, RepoType::Space, RepoType::Kernel}) {
        if (word == apiNameOf(type))
            return type;
    }
    return std::nullopt;
}

std::string joined(Segments segments)
{
    std::string text;
    for (const std::string_view segment : segments)
        text.append(text.empty() ? "" : "/").append(segment);
    return text;
}

/// Takes "models", "datasets", … from the front; a model where there is none.
RepoType takeType(Segments &segments)
{
    const auto type = segments.empty() ? std::nullopt : typeNamed(segments.front());
    if (type)
        segments = segments.subspan(1);
    return type.value_or(RepoType::Model);
}

bool isVerb(std::string_view word)
{
    constexpr std::array<std::string_view, 5> verbs{"tree", "blob", "resolve", "raw", "blame"};
    return std::ranges::find(verbs, word) != verbs.end();
}

/// How many segments the revision at the front takes: "refs/pr/1" comes unencoded in URLs, too.
std::size_t revisionLength(Segments segments)
{
    const bool isRef =
        segments.size() >= 3 && segments[0] == "refs" && (segments[1] == "pr" || segments[1] == "convert");
    return isRef ? 3 : 1;
}

/// What stands behind the repo in a URL: nothing, or tree/{rev}[/folder], or blob|resolve/{rev}/{file}.
Result<void> applyPlace(Wish &wish, Segments place)
{
    if (place.size() < 2 || !isVerb(place.front()))
        return place.empty() ? Result<void>() : fail(ErrorCode::BadRequest, "this address names no files");
    const bool isFolder = place.front() == "tree";
    place = place.subspan(1);
    const std::size_t length = revisionLength(place);
    const auto decoded = percentDecoded(joined(place.first(length)));
    auto revision = decoded ? Revision::parse(*decoded) : fail(ErrorCode::BadRequest, "the revision is not valid");
    if (!revision)
        return fail(revision.error());
    wish.revision = std::move(*revision);
    place = place.subspan(length);
    if (place.empty())
        return {};
    const auto path = percentDecoded(joined(place));
    if (!path || !RepoPath::parse(*path))
        return fail(ErrorCode::BadRequest, "the file path is not valid");
    if (isFolder)
        wish.choice.include.push_back(*path + "/");
    else
        wish.choice.files.push_back(*path);
    return {};
}

Result<Wish> parsePath(std::string_view path)
{
    std::vector<std::string_view> all;
    for (const std::string_view segment : split(path, '/')) {
        if (!segment.empty())
            all.push_back(segment);
    }
    Segments segments = all;
    const RepoType type = takeType(segments);
    if (segments.empty())
        return fail(ErrorCode::BadRequest, "this address names no repository");
    const bool isLegacy = segments.size() == 1 || isVerb(segments[1]);
    const std::size_t length = isLegacy ? 1 : 2;
    auto id = RepoId::parse(joined(segments.first(length)));
    if (!id)
        return fail(id.error());
    Wish wish{{type, std::move(*id)}, *Revision::parse("main")};
    return applyPlace(wish, segments.subspan(length)).map([&] { return wish; });
}

/// "[datasets/]org/name[@rev][:quantisation]"; a revision may hold slashes, a quantisation none.
Result<Wish> parseName(std::string_view text)
{
    std::string_view name = text.substr(0, text.find('@'));
    std::string_view revision = name.size() < text.size() ? text.substr(name.size() + 1) : std::string_view();
    const bool hasRevision = name.size() < text.size();
    std::string_view &last = hasRevision ? revision : name;
    std::string_view quantisation;
    if (const std::size_t colon = last.rfind(':'); colon != std::string_view::npos) {
        quantisation = last.substr(colon + 1);
        last = last.substr(0, colon);
        if (quantisation.empty() || quantisation.find('/') != std::string_view::npos)
            return misunderstood(text);
    }
    auto wish = parsePath(name);
    const bool isPlain = wish && wish->choice == Choice() && !name.ends_with('/');
    if (!isPlain)
        return misunderstood(text);
    if (hasRevision) {
        auto parsed = Revision::parse(revision);
        if (!parsed)
            return fail(parsed.error());
        wish->revision = std::move(*parsed);
    }
    if (!quantisation.empty())
        wish->choice = {.preset = Preset::Gguf, .quantisation = std::string(quantisation)};
    return wish;
}

/// What stands behind a host: a page of the Hub, or a name as in "hf.co/org/name:Q4_K_M".
Result<Wish> parseBehindHost(std::string_view path)
{
    auto wish = parsePath(path);
    return wish || path.find_first_of(":@") == std::string_view::npos ? wish : parseName(path);
}

Result<Wish> parseUrl(std::string_view url)
{
    url = url.substr(0, url.find_first_of("?#"));
    const std::size_t host = url.find("://") + 3;
    const std::size_t path = url.find('/', host);
    return path == std::string_view::npos ? fail(ErrorCode::BadRequest, "this address names no repository")
                                          : parseBehindHost(url.substr(path + 1));
}

/// hf://datasets/org/name@rev/path as the Hub's file system writes it; without a path it is a name.
Result<Wish> parseHf(std::string_view text)
{
    text.remove_prefix(std::string_view("hf://").size());
    std::vector<std::string_view> segments = split(text, '/');
    Segments rest = segments;
    const bool hasType = !segments.empty() && typeNamed(segments.front());
    const std::size_t length = std::min(segments.size(), std::size_t{hasType ? 3U : 2U});
    auto wish = parseName(joined(rest.first(length)));
    if (wish && segments.size() > length) {
        const std::string path = joined(rest.subspan(length));
        if (!RepoPath::parse(path))
            return misunderstood(text);
        wish->choice.files.push_back(path);
    }
    return wish;
}

Result<Wish> parseText(std::string_view text)
{
    if (text.empty() || text.size() > 4096 || hasControlCharacter(text) || text.find(' ') != std::string_view::npos)
        return misunderstood(text.substr(0, 200));
    if (text.starts_with("https://") || text.starts_with("http://"))
        return parseUrl(text);
    if (text.starts_with("hf://"))
        return parseHf(text);
    for (const std::string_view host : {"huggingface.co/", "hf.co/"}) {
        if (text.starts_with(host))
            return parseBehindHost(text.substr(host.size()));
    }
    return parseName(text);
}

/// A line of a file that another system wrote may end with a carriage return.
std::string_view withoutEnd(std::string_view line)
{
    return line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0));
}

} // namespace

Result<Wish> parseWish(std::string_view given)
{
    const std::string_view text = trimmed(given);
    auto wish = parseText(text);
    if (!wish && !wish.error().message.starts_with('\''))
        return fail(wish.error().in("'" + std::string(text.substr(0, 200)) + "'"));
    return wish;
}

Result<std::vector<WishLine>> readWishes(std::string_view list)
{
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    const auto lines = split(list.substr(list.starts_with(byteOrderMark) ? byteOrderMark.size() : 0), '\n');
    if (lines.size() > mostLines)
        return fail(ErrorCode::BadRequest, "a list has at most 10000 lines");
    std::vector<WishLine> read;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t comment = lines[i].starts_with('#') ? 0 : lines[i].find(" #");
        const std::string_view line = trimmed(withoutEnd(lines[i].substr(0, comment)));
        if (!line.empty())
            read.push_back({i + 1, std::string(line), parseWish(line)});
    }
    return read;
}

Result<std::vector<Wish>> parseWishes(std::string_view list)
{
    auto lines = readWishes(list);
    if (!lines)
        return fail(lines.error());
    std::vector<Wish> wishes;
    for (WishLine &line : *lines) {
        if (!line.wish)
            return fail(line.wish.error().in("line " + std::to_string(line.number)));
        wishes.push_back(std::move(*line.wish));
    }
    if (wishes.empty())
        return fail(ErrorCode::BadRequest, "the list names no repository");
    return wishes;
}

} // namespace mirrorlake::preload
