#include "fakehub/ociface.h"

#include "base/text.h"
#include "fakehub/hubface.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <array>

namespace mirrorlake::fakehub {

namespace {

using Json = nlohmann::json;

/// What the Hub makes up beside the weights: the same for every file of a repo.
struct MadeUp
{
    const char *mediaType;
    ContentPtr content;
};

std::array<MadeUp, 2> layersOf(const Repo &repo)
{
    return {MadeUp{"application/vnd.ollama.image.template", textContent("{{ .Prompt }} as " + repo.id)},
            MadeUp{"application/vnd.ollama.image.params", textContent(Json{{"stop", {"<end>"}}}.dump())}};
}

ContentPtr configOf(const Repo &repo)
{
    return textContent(Json{{"model_format", "gguf"}, {"model_family", repo.id}}.dump());
}

Json descriptor(const char *mediaType, const Content &content)
{
    return {{"digest", "sha256:" + content.sha256()}, {"mediaType", mediaType}, {"size", content.size()}};
}

bool fitsTag(std::string_view path, std::string_view tag)
{
    const std::string file = lowered(path);
    const std::string wanted = lowered(tag);
    if (wanted == "latest")
        return file.ends_with("q4_k_m.gguf");
    return file == wanted || file.ends_with(wanted + ".gguf");
}

Reply refusedTag()
{
    Reply reply = textReply(400, Json{{"error", "The specified tag is not a valid quantization scheme. Please use "
                                                "another tag or \"latest\""}}
                                     .dump());
    reply.set("Content-Type", "application/json; charset=utf-8");
    return reply;
}

} // namespace

void OciFace::setUrls(std::string hub, std::string cdn)
{
    m_hubUrl = std::move(hub);
    m_cdnUrl = std::move(cdn);
}

Reply OciFace::answer(const HttpRequest &request, std::string_view path)
{
    const auto parts = split(path, '/');
    if (parts.size() != 5 || (parts[3] != "manifests" && parts[3] != "blobs"))
        return path == "/" || path.empty() ? textReply(200, "{}") : jsonError(404, "", "not found");
    const RepoPtr repo = m_world.find(fmt::format("models/{}/{}", parts[1], parts[2]));
    if (auto refused = refusalOf(repo, callerOf(request), "?", true)) {
        if (refused->status == 401)
            refused->set("WWW-Authenticate",
                         fmt::format("Bearer realm=\"{}/v2/token\",service=\"fake\",scope=\"repository:{}/{}:pull\"",
                                     m_hubUrl, parts[1], parts[2]));
        return *refused;
    }
    return parts[3] == "manifests" ? manifest(request, *repo, parts[4]) : blob(request, *repo, parts[4]);
}

Reply OciFace::manifest(const HttpRequest &request, const Repo &repo, std::string_view tag) const
{
    const auto commit = repo.resolve("main");
    for (const auto &[path, file] : commit->files) {
        if (!path.ends_with(".gguf") || !fitsTag(path, tag))
            continue;
        Json layers = Json::array({descriptor("application/vnd.ollama.image.model", *file.content)});
        for (const MadeUp &layer : layersOf(repo))
            layers.push_back(descriptor(layer.mediaType, *layer.content));
        Json json{{"schemaVersion", 2},
                  {"mediaType", "application/vnd.docker.distribution.manifest.v2+json"},
                  {"config", descriptor("application/vnd.docker.container.image.v1+json", *configOf(repo))},
                  {"layers", std::move(layers)}};
        if (request.header("user-agent").value_or("").starts_with("llama-cpp"))
            json["ggufFile"] = {
                {"rfilename", path}, {"blobId", file.content->sha256()}, {"size", file.content->size()}};
        Reply reply;
        reply.text = json.dump();
        reply.set("Content-Type", "application/vnd.docker.distribution.manifest.v2+json");
        reply.set("Vary", "User-Agent");
        return reply;
    }
    return refusedTag();
}

Reply OciFace::blob(const HttpRequest &request, const Repo &repo, std::string_view digest)
{
    ContentPtr found;
    const auto offer = [&](const ContentPtr &content) {
        if (digest == "sha256:" + content->sha256())
            found = content;
    };
    for (const auto &[path, file] : repo.resolve("main")->files) {
        if (file.isLfs)
            offer(file.content);
    }
    offer(configOf(repo));
    for (const MadeUp &layer : layersOf(repo))
        offer(layer.content);
    if (!found)
        return jsonError(404, "", "blob unknown to registry");
    if (request.method == HttpMethod::Head)
        return fileReply(request, found, fmt::format("\"{}\"", found->sha256()));
    Reply reply = textReply(307, "Temporary Redirect");
    reply.set("Location", m_cdnUrl + m_cdn.sign(repo, found, digest.substr(digest.find(':') + 1)));
    return reply;
}

} // namespace mirrorlake::fakehub
