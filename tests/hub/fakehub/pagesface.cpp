#include "fakehub/pagesface.h"

#include "base/text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace mirrorlake::fakehub {

namespace {

using Json = nlohmann::json;

constexpr std::string_view publicHub = "https://huggingface.co";
constexpr std::string_view aDate = "2026-01-02T03:04:05.000Z";

Reply nothingHere()
{
    return jsonError(404, "", "Sorry, we can't find the page you are looking for.");
}

Json author(const std::string &name)
{
    return {{"_id", std::string(24, '1')},
            {"avatarUrl", fmt::format("https://cdn-avatars.huggingface.co/v1/{}.png", name)},
            {"fullname", name},
            {"name", name},
            {"type", "user"},
            {"isPro", false},
            {"isHf", false}};
}

Json tagsByType()
{
    return {{"pipeline_tag", {{{"id", "text-generation"}, {"label", "Text Generation"}, {"type", "pipeline_tag"}}}},
            {"library", {{{"id", "safetensors"}, {"label", "Safetensors"}, {"type", "library"}}}},
            {"license", {{{"id", "license:mit"}, {"label", "mit"}, {"type", "license"}}}}};
}

Json collection(const World &world)
{
    Json items = Json::array();
    for (const RepoPtr &repo : world.all()) {
        if (repo->isPrivate || repo->type == RepoType::Kernel)
            continue;
        const std::string type = repo->type == RepoType::Model     ? "model"
                                 : repo->type == RepoType::Dataset ? "dataset"
                                                                   : "space";
        items.push_back({{"_id", fmt::format("{:024x}", items.size() + 1)},
                         {"position", items.size()},
                         {"type", type},
                         {"id", repo->id},
                         {"author", repo->id.substr(0, repo->id.find('/'))},
                         {"lastModified", aDate}});
    }
    return {{"slug", "someone/things-64f9a55bb3115b4f513ec026"},
            {"title", "Things"},
            {"description", "Gathered at https://huggingface.co/someone"},
            {"lastUpdated", aDate},
            {"gating", false},
            {"owner", author("someone")},
            {"items", std::move(items)},
            {"theme", "blue"},
            {"private", false},
            {"upvotes", 3},
            {"position", 0},
            {"shareUrl", "https://hf.co/collections/someone/things-64f9a55bb3115b4f513ec026"}};
}

Json paper(const std::string &id)
{
    return {{"id", id},
            {"title", "On mirrors"},
            {"summary", "All about mirrors."},
            {"publishedAt", aDate},
            {"upvotes", 5},
            {"authors", {{{"_id", std::string(24, '2')}, {"name", "Someone"}, {"hidden", false}}}},
            {"mediaUrls", {fmt::format("https://cdn-uploads.huggingface.co/production/{}.png", id)}},
            {"comments", 0}};
}

Json paperRow()
{
    return {{"paper", paper("2601.00001")},
            {"publishedAt", aDate},
            {"title", "On mirrors"},
            {"thumbnail", "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2601.00001.png"},
            {"numComments", 0},
            {"submittedBy", author("someone")}};
}

Json overview(const std::string &name, bool isUser)
{
    Json json = {{"_id", std::string(24, '3')},
                 {"avatarUrl", fmt::format("https://cdn-avatars.huggingface.co/v1/{}.png", name)},
                 {"fullname", name},
                 {"numModels", 1},
                 {"numDatasets", 1},
                 {"numSpaces", 1},
                 {"numFollowers", 0},
                 {"isFollowing", false}};
    json[isUser ? "user" : "name"] = name;
    json["type"] = isUser ? "user" : "org";
    return json;
}

Json discussions(const Repo &repo)
{
    const std::string type = std::string(apiNameOf(repo.type)).substr(0, apiNameOf(repo.type).size() - 1);
    const auto row = [&](int number, bool isPullRequest) {
        return Json{{"num", number},
                    {"author", author("someone")},
                    {"repo", {{"name", repo.id}, {"type", type}}},
                    {"title", isPullRequest ? "Proposal" : "Question"},
                    {"status", "open"},
                    {"createdAt", aDate},
                    {"isPullRequest", isPullRequest},
                    {"numComments", 1}};
    };
    return {{"discussions", {row(1, true), row(2, false)}}, {"count", 2}, {"start", 0}, {"numClosedDiscussions", 0}};
}

/// "config/split/0000.parquet" of the converted files, in order.
std::vector<std::string> convertedFiles(const Repo &repo)
{
    std::vector<std::string> paths;
    if (const auto commit = repo.resolve("refs/convert/parquet")) {
        for (const auto &[path, file] : commit->files) {
            if (path.ends_with(".parquet") && std::ranges::count(path, '/') == 2)
                paths.push_back(path);
        }
    }
    return paths;
}

} // namespace

std::optional<Reply> PagesFace::answer(const HttpRequest &request, const Target &target) const
{
    const std::string_view path = target.verb;
    const auto segments = split(path.substr(std::min<std::size_t>(path.size(), 1)), '/');
    if (request.header("host").value_or("").starts_with("datasets-server."))
        return viewer(request, target, std::string(path.substr(1)));
    if (segments.size() < 2 || segments[0] != "api")
        return std::nullopt;
    const std::string_view kind = segments[1];
    if (kind == "models-tags-by-type" || kind == "datasets-tags-by-type")
        return jsonReply(request, tagsByType());
    if (kind == "collections") {
        Json json = collection(m_world);
        return jsonReply(request, segments.size() == 2 ? Json::array({std::move(json)}) : std::move(json));
    }
    if (kind == "daily_papers" || (kind == "papers" && segments.size() == 3 && segments[2] == "search"))
        return jsonReply(request, Json::array({paperRow()}));
    if (kind == "papers" && segments.size() == 3)
        return jsonReply(request, paper(std::string(segments[2])));
    const bool isUser = kind == "users";
    if ((isUser || kind == "organizations") && segments.size() == 4 && segments[3] == "overview")
        return jsonReply(request, overview(std::string(segments[2]), isUser));
    return std::nullopt;
}

std::optional<Reply> PagesFace::ofRepo(const HttpRequest &request, const Target &target, const Repo &repo) const
{
    if (target.verb == "discussions" && target.rest.empty())
        return jsonReply(request, discussions(repo));
    if (target.verb == "discussions")
        return nothingHere();
    if (target.verb == "parquet")
        return repo.type == RepoType::Dataset ? parquet(request, target, repo) : nothingHere();
    if (target.verb != "runtime")
        return std::nullopt;
    if (repo.type != RepoType::Space)
        return nothingHere();
    return jsonReply(request, {{"stage", "RUNNING"},
                               {"hardware", {{"current", "cpu-basic"}, {"requested", "cpu-basic"}}},
                               {"storage", nullptr},
                               {"gcTimeout", 172800},
                               {"replicas", {{"current", 1}, {"requested", 1}}},
                               {"domains", {{{"domain", "someone-space.hf.space"}, {"stage", "READY"}}}}});
}

/// All URLs, those of a configuration, of a split, or a redirect to one file.
Reply PagesFace::parquet(const HttpRequest &request, const Target &target, const Repo &repo) const
{
    const std::vector<std::string> paths = convertedFiles(repo);
    if (target.rest.size() == 3) {
        const std::string folder = decoded(target.rest[0]) + "/" + decoded(target.rest[1]) + "/";
        const std::size_t number = static_cast<std::size_t>(std::atoi(target.rest[2].c_str()));
        std::vector<std::string> own;
        std::ranges::copy_if(paths, std::back_inserter(own),
                             [&](const auto &path) { return path.starts_with(folder); });
        if (number >= own.size())
            return nothingHere();
        Reply reply = textReply(302, "Found");
        reply.set("Location", fmt::format("{}/datasets/{}/resolve/refs%2Fconvert%2Fparquet/{}", publicHub, repo.id,
                                          percentEncoded(own[number], "/")));
        return reply;
    }
    Json all = Json::object();
    for (const std::string &path : paths) {
        const auto parts = split(path, '/');
        Json &urls = all[std::string(parts[0])][std::string(parts[1])];
        urls.push_back(fmt::format("{}/api/datasets/{}/parquet/{}/{}/{}.parquet", publicHub, repo.id, parts[0],
                                   parts[1], urls.size()));
    }
    for (const std::string &segment : target.rest) {
        const auto found = all.find(decoded(segment));
        if (found == all.end())
            return nothingHere();
        all = Json(*found);
    }
    return jsonReply(request, all);
}

Reply PagesFace::viewer(const HttpRequest &request, const Target &target, const std::string &verb) const
{
    const std::string id = target.field("dataset").value_or("");
    const RepoPtr repo = m_world.find("datasets/" + id);
    const auto commit = repo ? repo->resolve("main") : nullptr;
    if (!commit || repo->isPrivate || repo->isGated)
        return jsonError(404, "ResponseNotFound", "The dataset does not exist, or is not accessible.");
    const std::vector<HeaderField> headers{{"X-Revision", commit->sha}};
    if (verb == "is-valid")
        return jsonReply(request, {{"preview", true}, {"viewer", true}, {"search", false}, {"filter", false}}, headers);
    if (verb == "info")
        return jsonReply(request,
                         {{"dataset_info", {{"default", {{"config_name", "default"}, {"splits", Json::object()}}}}},
                          {"pending", Json::array()},
                          {"failed", Json::array()},
                          {"partial", false}},
                         headers);
    if (verb != "parquet")
        return nothingHere();
    const auto converted = repo->resolve("refs/convert/parquet");
    Json files = Json::array();
    for (const std::string &path : convertedFiles(*repo)) {
        const auto parts = split(path, '/');
        files.push_back({{"dataset", id},
                         {"config", parts[0]},
                         {"split", parts[1]},
                         {"url", fmt::format("{}/datasets/{}/resolve/refs%2Fconvert%2Fparquet/{}", publicHub, id,
                                             percentEncoded(path, "/"))},
                         {"filename", parts[2]},
                         {"size", converted->files.at(path).content->size()}});
    }
    return jsonReply(request,
                     {{"parquet_files", std::move(files)},
                      {"pending", Json::array()},
                      {"failed", Json::array()},
                      {"partial", false}},
                     headers);
}

} // namespace mirrorlake::fakehub
