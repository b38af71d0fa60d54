// The JSON half of HubFace.
#include "fakehub/hubface.h"

#include "base/text.h"
#include "fakehub/listing.h"
#include "fakehub/repolist.h"

#include <fmt/core.h>

#include <algorithm>

namespace mirrorlake::fakehub {

using Json = nlohmann::json;

namespace {

constexpr std::size_t expandedPageSize = 100;

HeaderField commitHeader(const Commit &commit)
{
    return {"X-Repo-Commit", commit.sha};
}

/// The query as it was asked, with another limit and cursor.
std::string nextQuery(const Target &target, std::size_t limit, std::string_view cursor)
{
    std::string query;
    if (!target.query.empty()) {
        for (const std::string_view part : split(target.query, '&')) {
            if (!part.starts_with("limit=") && !part.starts_with("cursor="))
                query += std::string(part) + "&";
        }
    }
    return fmt::format("{}limit={}&cursor={}", query, limit, percentEncoded(cursor));
}

std::size_t limitOf(const Target &target, std::size_t preset)
{
    const std::string text = target.field("limit").value_or("");
    const bool isNumber = !text.empty() && text.size() < 8 && text.find_first_not_of("0123456789") == std::string::npos;
    return isNumber ? std::clamp<std::size_t>(std::stoul(text), 1, preset) : preset;
}

} // namespace

Reply HubFace::api(const HttpRequest &request, const Target &target) const
{
    Place place;
    place.repo = m_world.find(target.key());
    if (auto refused = refusalOf(place.repo, callerOf(request), target.verb == "xet-read-token" ? "?" : "", true))
        return *refused;
    if (target.verb == "refs")
        return refs(request, target, *place.repo);
    if (auto page = m_pages.ofRepo(request, target, *place.repo))
        return *page;
    if (target.verb == "auth-check") {
        auto refused = refusalOf(place.repo, callerOf(request), "?", true);
        return refused ? *refused : textReply(200, "OK");
    }
    std::tie(place.revision, place.path) = splitRevision(*place.repo, target.rest);
    place.commit = place.repo->resolve(place.revision);
    if (!place.commit)
        return jsonError(404, "RevisionNotFound", "Invalid rev id: " + place.revision);
    if (target.verb == "info" || target.verb == "revision")
        return jsonReply(request, expanded(repoInfo(*place.repo, *place.commit, target.flag("blobs")), target),
                         {commitHeader(*place.commit)});
    if (target.verb == "tree")
        return tree(request, target, place);
    if (target.verb == "paths-info")
        return pathsInfo(request, target, place);
    if (target.verb == "commits")
        return commits(request, target, place);
    if (target.verb == "xet-read-token")
        return m_cas.token(request, *place.repo, *place.commit);
    std::int64_t size = 0;
    for (const auto &[path, file] : place.commit->files)
        size += path.starts_with(place.path) ? file.content->size() : 0;
    return jsonReply(request, {{"path", "/" + place.path}, {"size", size}});
}

Reply HubFace::tree(const HttpRequest &request, const Target &target, const Place &place) const
{
    const auto paths = pathsBelow(*place.commit, place.path, target.flag("recursive"));
    if (!paths) {
        Reply reply =
            jsonError(404, "EntryNotFound", fmt::format("{} does not exist on \"{}\"", place.path, place.revision));
        reply.set("X-Repo-Commit", place.commit->sha);
        return reply;
    }
    const bool expand = target.flag("expand");
    const std::size_t limit = limitOf(target, expand ? expandedPageSize : m_options.treePageSize);
    auto at = paths->begin();
    if (const auto after = pathOfCursor(target.field("cursor").value_or("")))
        at = std::ranges::upper_bound(*paths, *after);
    const auto end = std::distance(at, paths->end()) > static_cast<std::ptrdiff_t>(limit)
                         ? at + static_cast<std::ptrdiff_t>(limit)
                         : paths->end();
    std::vector<HeaderField> headers{commitHeader(*place.commit)};
    if (end != paths->end())
        headers.push_back(
            {"Link", fmt::format("<{}{}?{}>; rel=\"next\"", m_hubUrl, target.path,
                                 nextQuery(target, limit, cursorAfter(*(end - 1), place.commit->sha, limit)))});
    Json rows = Json::array();
    for (; at != end; ++at)
        rows.push_back(rowOf(*place.repo, *place.commit, *at, expand));
    return jsonReply(request, rows, std::move(headers));
}

Reply HubFace::pathsInfo(const HttpRequest &request, const Target &, const Place &place) const
{
    if (request.method != HttpMethod::Post)
        return jsonError(404, "", "Sorry, we can't find the page you are looking for.");
    std::vector<std::string> paths;
    bool expand = false;
    if (request.header("content-type").value_or("").starts_with("application/json")) {
        const Json body = Json::parse(request.body, nullptr, false);
        if (!body.is_object() || !body.contains("paths") || !body["paths"].is_array())
            return jsonError(400, "", "\"paths\" is required");
        for (const Json &path : body["paths"])
            paths.push_back(path.is_string() ? path.get<std::string>() : std::string());
        expand = body.contains("expand") && body["expand"].is_boolean() && body["expand"].get<bool>();
    } else {
        for (auto &[name, value] : parseFields(request.body, true)) {
            if (name == "paths")
                paths.push_back(value);
            else if (name == "expand")
                expand = lowered(value) == "true";
        }
    }
    Json rows = Json::array();
    for (const std::string &path : paths) {
        if (place.commit->files.contains(path) || (!path.empty() && isDirectory(*place.commit, path)))
            rows.push_back(rowOf(*place.repo, *place.commit, path, expand));
    }
    return jsonReply(request, rows, {commitHeader(*place.commit)});
}

Reply HubFace::refs(const HttpRequest &request, const Target &target, const Repo &repo) const
{
    const auto below = [&repo](const std::string &prefix) {
        Json list = Json::array();
        for (const auto &[ref, sha] : repo.refs) {
            if (ref.starts_with(prefix))
                list.push_back({{"name", ref.substr(prefix.size())}, {"ref", ref}, {"targetCommit", sha}});
        }
        return list;
    };
    Json json = {
        {"tags", below("refs/tags/")}, {"branches", below("refs/heads/")}, {"converts", below("refs/convert/")}};
    if (target.flag("include_prs"))
        json["pullRequests"] = below("refs/pr/");
    return jsonReply(request, json);
}

Reply HubFace::commits(const HttpRequest &request, const Target &target, const Place &place) const
{
    constexpr std::size_t pageSize = 50;
    const std::size_t limit = limitOf(target, pageSize);
    const std::size_t page = static_cast<std::size_t>(std::atoi(target.field("p").value_or("0").c_str()));
    Json rows = Json::array();
    std::size_t total = 0;
    for (auto commit = place.commit; commit; ++total) {
        if (total / limit == page)
            rows.push_back(commitRow(*commit, target.query.find("formatted") != std::string::npos));
        const auto parent = place.repo->commits.find(commit->parent);
        commit = parent == place.repo->commits.end() ? nullptr : parent->second;
    }
    std::vector<HeaderField> headers{{"X-Total-Count", std::to_string(total)}};
    if ((page + 1) * limit < total)
        headers.push_back(
            {"Link", fmt::format("<{}{}?p={}&limit={}>; rel=\"next\"", m_hubUrl, target.path, page + 1, limit)});
    return jsonReply(request, rows, std::move(headers));
}

Reply HubFace::list(const HttpRequest &request, const Target &target) const
{
    constexpr std::size_t pageSize = 1000;
    const std::vector<RepoPtr> found = foundRepos(m_world.all(), target, callerOf(request).user);
    const std::string after = target.field("cursor").value_or("");
    const auto last = std::ranges::find_if(found, [&](const RepoPtr &repo) { return repo->id == after; });
    const std::size_t begin = last == found.end() ? 0 : static_cast<std::size_t>(last - found.begin()) + 1;
    const std::size_t limit = limitOf(target, pageSize);
    const std::size_t end = std::min(begin + limit, found.size());
    Json rows = Json::array();
    for (std::size_t i = begin; i < end; ++i)
        rows.push_back(listRow(repoInfo(*found[i], *found[i]->resolve("main"), false), target));
    std::vector<HeaderField> headers;
    if (end < found.size())
        headers.push_back({"Link", fmt::format("<{}{}?{}>; rel=\"next\"", m_hubUrl, target.path,
                                               nextQuery(target, limit, found[end - 1]->id))});
    return jsonReply(request, rows, std::move(headers));
}

Reply HubFace::other(const HttpRequest &request, const Target &target)
{
    constexpr std::string_view cas = "/cas";
    if (target.verb.starts_with("/cas/"))
        return m_cas.answer(request, std::string_view(target.verb).substr(cas.size()));
    if (auto reply = door(request, target))
        return *reply;
    if (auto reply = m_pages.answer(request, target))
        return *reply;
    if (target.verb == "/api/whoami-v2") {
        const Caller caller = callerOf(request);
        if (caller.user.empty())
            return jsonError(401, "", "Invalid username or password.");
        std::string fullName = caller.user;
        fullName[0] = static_cast<char>(std::toupper(fullName[0]));
        return jsonReply(request,
                         {{"type", "user"},
                          {"id", "64" + std::string(22, '0')},
                          {"name", caller.user},
                          {"fullname", fullName},
                          {"isPro", false},
                          {"orgs", Json::array()},
                          {"auth",
                           {{"type", "access_token"},
                            {"accessToken",
                             {{"displayName", "ci"}, {"role", "read"}, {"createdAt", "2026-01-01T00:00:00.000Z"}}}}}});
    }
    if (target.verb.starts_with("/api/telemetry/") || target.verb == "/v1/telemetry")
        return textReply(200, "OK");
    return jsonError(404, "", "Sorry, we can't find the page you are looking for.");
}

} // namespace mirrorlake::fakehub
