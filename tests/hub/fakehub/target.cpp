#include "fakehub/target.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace mirrorlake::fakehub {

namespace {

constexpr std::array apiVerbs{"revision",   "tree",           "paths-info",  "refs",    "commits", "treesize",
                              "auth-check", "xet-read-token", "discussions", "parquet", "runtime"};

std::optional<RepoType> typeNamed(std::string_view name)
{
    for (const RepoType type : {RepoType::Model, RepoType::Dataset, RepoType::Space, RepoType::Kernel}) {
        if (apiNameOf(type) == name)
            return type;
    }
    return std::nullopt;
}

bool isCommit(std::string_view text)
{
    return text.size() == 40 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

using Segments = std::vector<std::string_view>;

std::string joined(const Segments &segments, std::size_t begin, std::size_t end)
{
    std::string text;
    for (std::size_t i = begin; i < end; ++i)
        text += (i > begin ? "/" : "") + decoded(segments[i]);
    return text;
}

void take(Target &target, const Segments &segments, std::size_t repoBegin, std::size_t repoEnd, std::size_t restBegin)
{
    target.repo = joined(segments, repoBegin, repoEnd);
    target.rest.assign(segments.begin() + static_cast<std::ptrdiff_t>(restBegin), segments.end());
}

/// A repo id is one segment or two: the first of these places that isMarker accepts.
template<typename IsMarker>
std::optional<std::size_t> markerAfter(const Segments &segments, std::size_t repoBegin, const IsMarker &isMarker)
{
    for (const std::size_t place : {repoBegin + 1, repoBegin + 2}) {
        if (place < segments.size() && isMarker(segments[place]))
            return place;
    }
    return std::nullopt;
}

bool parseApi(Target &target, const Segments &segments)
{
    const bool isCache = segments.size() > 1 && segments[1] == "resolve-cache";
    const std::size_t typeAt = isCache ? 2 : 1;
    const auto type = segments.size() > typeAt ? typeNamed(segments[typeAt]) : std::nullopt;
    if (!type)
        return false;
    target.type = *type;
    const std::size_t repoAt = typeAt + 1;
    if (isCache) {
        const auto sha = markerAfter(segments, repoAt, isCommit);
        if (!sha)
            return false;
        target.kind = Target::Kind::ResolveCache;
        take(target, segments, repoAt, *sha, *sha);
        return true;
    }
    if (segments.size() == repoAt) {
        target.kind = Target::Kind::List;
        return true;
    }
    target.kind = Target::Kind::Api;
    const auto verb = markerAfter(
        segments, repoAt, [](std::string_view text) { return std::ranges::find(apiVerbs, text) != apiVerbs.end(); });
    target.verb = verb ? std::string(segments[*verb]) : "info";
    const std::size_t repoEnd = verb ? *verb : segments.size();
    take(target, segments, repoAt, repoEnd, verb ? *verb + 1 : segments.size());
    return repoEnd - repoAt <= 2;
}

bool parseFile(Target &target, const Segments &segments)
{
    const auto type = typeNamed(segments[0]);
    target.type = type.value_or(RepoType::Model);
    const std::size_t repoAt = type ? 1 : 0;
    const auto verb =
        markerAfter(segments, repoAt, [](std::string_view text) { return text == "resolve" || text == "raw"; });
    if (!verb || segments.size() < *verb + 3)
        return false;
    target.kind = segments[*verb] == "raw" ? Target::Kind::Raw : Target::Kind::Resolve;
    take(target, segments, repoAt, *verb, *verb + 1);
    return true;
}

} // namespace

std::string decoded(std::string_view text)
{
    return percentDecoded(text).value_or(std::string(text));
}

std::vector<std::pair<std::string, std::string>> parseFields(std::string_view text, bool isForm)
{
    const auto plain = [isForm](std::string_view part) {
        std::string copy(part);
        if (isForm)
            std::ranges::replace(copy, '+', ' ');
        return decoded(copy);
    };
    std::vector<std::pair<std::string, std::string>> fields;
    if (text.empty())
        return fields;
    for (const std::string_view part : split(text, '&')) {
        const std::size_t sign = part.find('=');
        fields.emplace_back(plain(part.substr(0, sign)),
                            sign == std::string_view::npos ? std::string() : plain(part.substr(sign + 1)));
    }
    return fields;
}

std::optional<std::string> Target::field(std::string_view name) const
{
    for (auto &[key, value] : parseFields(query, true)) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

bool Target::flag(std::string_view name) const
{
    const std::string value = lowered(field(name).value_or(""));
    return value == "true" || value == "1";
}

Target parseTarget(std::string_view raw)
{
    Target target;
    const std::size_t mark = raw.find('?');
    target.path = raw.substr(0, mark);
    target.query = mark == std::string_view::npos ? std::string_view() : raw.substr(mark + 1);
    std::string_view path = target.path;
    if (path.starts_with('/'))
        path.remove_prefix(1);
    const Segments segments = split(path, '/');
    const bool isParsed = segments[0] == "api" ? parseApi(target, segments) : parseFile(target, segments);
    if (!isParsed) {
        target.kind = Target::Kind::Other;
        target.verb = decoded(target.path);
    }
    return target;
}

} // namespace mirrorlake::fakehub
