#include "fakehub/casface.h"

#include "fakehub/xorb.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>
#include <optional>

namespace mirrorlake::fakehub {

using Json = nlohmann::json;

namespace {

constexpr std::size_t internalIdLength = 24;
constexpr std::string_view tokenPrefix = "xet_";

/// The file's bytes that are meant, clamped at its end; nothing past it.
std::optional<ByteRange> askedRange(const HttpRequest &request, std::int64_t size)
{
    const auto header = request.header("range");
    const auto parts = header ? parseRangeHeader(*header) : std::nullopt;
    return parts && parts->size() == 1 ? parts->front().within(size) : ByteRange{0, size};
}

Json span(const char *first, std::int64_t begin, const char *second, std::int64_t end)
{
    return {{first, begin}, {second, end}};
}

} // namespace

void CasFace::setUrls(std::string hub, std::string cdn)
{
    m_hubUrl = std::move(hub);
    m_cdnUrl = std::move(cdn);
}

Reply CasFace::token(const HttpRequest &request, const Repo &repo, const Commit &commit) const
{
    if (!repo.hasXet)
        return jsonError(404, "", "This repository has no Xet storage");
    constexpr int life = 3600;
    const auto expires = static_cast<std::int64_t>(std::time(nullptr)) + life;
    const std::string token = std::string(tokenPrefix) + repo.internalId + commit.sha;
    Reply reply = jsonReply(request, {{"accessToken", token}, {"exp", expires}, {"casUrl", m_hubUrl + "/cas"}});
    reply.set("X-Xet-Cas-Url", m_hubUrl + "/cas");
    reply.set("X-Xet-Access-Token", token);
    reply.set("X-Xet-Token-Expiration", std::to_string(expires));
    return reply;
}

CasFace::Found CasFace::find(std::string_view token, std::string_view xetHash) const
{
    if (!token.starts_with(tokenPrefix) || token.size() <= tokenPrefix.size() + internalIdLength)
        return {};
    const std::string_view internalId = token.substr(tokenPrefix.size(), internalIdLength);
    const std::string sha(token.substr(tokenPrefix.size() + internalIdLength));
    for (const RepoPtr &repo : m_world.all()) {
        const auto commit = repo->commits.find(sha);
        if (repo->internalId != internalId || commit == repo->commits.end())
            continue;
        const auto &files = commit->second->files;
        const auto file = std::ranges::find_if(files, [xetHash](const auto &item) {
            return item.second.isLfs && item.second.content->xetHash() == xetHash;
        });
        return {repo, file == files.end() ? nullptr : file->second.content};
    }
    return {};
}

Reply CasFace::answer(const HttpRequest &request, std::string_view path)
{
    const std::string_view hash = path.substr(path.rfind('/') + 1);
    const std::string_view form = path.substr(0, path.size() - hash.size());
    const bool isSecond = form == "/v2/reconstructions/";
    if (!isSecond && form != "/v1/reconstructions/" && form != "/reconstructions/" && form != "/reconstruction/")
        return jsonError(404, "", "no such endpoint");
    std::string_view token = request.header("authorization").value_or("");
    token.remove_prefix(std::min<std::size_t>(token.size(), std::string_view("Bearer ").size()));
    const Found found = find(token, hash);
    if (!found.repo)
        return jsonError(401, "", "Unauthorized");
    if (!found.content)
        return jsonError(404, "", "no such file");
    const auto range = askedRange(request, found.content->size());
    if (!range || range->isEmpty())
        return jsonError(416, "", "Range Not Satisfiable");

    const Content &file = *found.content;
    Json terms = Json::array();
    Json fetches = Json::object();
    const std::int64_t firstChunk = range->begin / chunkSize;
    const std::int64_t endChunk = (range->end + chunkSize - 1) / chunkSize;
    for (std::int64_t chunk = firstChunk; chunk < endChunk;) {
        const std::int64_t index = chunk / chunksInXorb;
        const std::int64_t begin = chunk % chunksInXorb;
        const std::int64_t end = std::min(endChunk - index * chunksInXorb, chunksInXorb);
        const std::string name = xorbHash(file, index);
        const std::int64_t length = std::min((index * chunksInXorb + end) * chunkSize, file.size()) - chunk * chunkSize;
        terms.push_back({{"hash", name}, {"unpacked_length", length}, {"range", span("start", begin, "end", end)}});
        const std::int64_t from = xorbOffset(file, index, begin);
        const std::int64_t last = xorbOffset(file, index, end) - 1;
        const std::string url =
            m_cdnUrl + m_cdn.sign(fmt::format("/xorbs/{}", name), xorbOf(found.content, index), name, name) +
            fmt::format("&r={}-{}", from, last); // clients join downloads by URL: it must name the range
        const Json chunks = span("start", begin, "end", end);
        const Json bytes = span("start", from, "end", last);
        fetches[name] = isSecond ? Json::array({{{"url", url}, {"ranges", {{{"chunks", chunks}, {"bytes", bytes}}}}}})
                                 : Json::array({{{"range", chunks}, {"url", url}, {"url_range", bytes}}});
        chunk = index * chunksInXorb + end;
    }
    return jsonReply(request, {{"offset_into_first_range", range->begin % chunkSize},
                               {"terms", std::move(terms)},
                               {isSecond ? "xorbs" : "fetch_info", std::move(fetches)}});
}

} // namespace mirrorlake::fakehub
