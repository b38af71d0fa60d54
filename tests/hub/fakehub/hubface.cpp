#include "fakehub/hubface.h"

#include "base/text.h"
#include "fakehub/digest.h"

#include <fmt/core.h>

#include <algorithm>

namespace mirrorlake::fakehub {

namespace {

constexpr std::string_view exposed =
    "X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,"
    "X-Linked-Size,X-Linked-ETag,X-Xet-Hash";

std::string inQuotes(std::string_view text)
{
    return fmt::format("\"{}\"", text);
}

std::string dispositionOf(std::string_view path)
{
    const std::string name = percentEncoded(path.substr(path.rfind('/') + 1));
    return fmt::format("inline; filename*=UTF-8''{0}; filename=\"{0}\";", name);
}

std::string_view contentTypeOf(const Content &content)
{
    constexpr std::int64_t looksAt = 512;
    std::string head(static_cast<std::size_t>(std::min(content.size(), looksAt)), '\0');
    content.read(0, head);
    return head.find('\0') == std::string::npos ? "text/plain; charset=utf-8" : "application/octet-stream";
}

std::string joinedDecoded(const std::vector<std::string> &segments, std::size_t begin, std::size_t end)
{
    std::string text;
    for (std::size_t i = begin; i < end; ++i)
        text += (i > begin ? "/" : "") + decoded(segments[i]);
    return text;
}

} // namespace

std::pair<std::string, std::string> splitRevision(const Repo &repo, const std::vector<std::string> &rest)
{
    if (rest.empty())
        return {"main", {}};
    std::size_t length = 1;
    if (rest[0] == "refs" && rest.size() >= 3) {
        length = 3;
    } else {
        for (std::size_t tried = rest.size(); tried > 1; --tried) {
            if (repo.refs.contains("refs/heads/" + joinedDecoded(rest, 0, tried))) {
                length = tried;
                break;
            }
        }
    }
    return {joinedDecoded(rest, 0, length), joinedDecoded(rest, length, rest.size())};
}

void HubFace::setUrls(std::string hub, std::string cdn)
{
    m_cas.setUrls(hub, cdn);
    m_lfs.setUrls(cdn);
    m_oci.setUrls(hub, cdn);
    m_hubUrl = std::move(hub);
    m_cdnUrl = std::move(cdn);
}

void HubFace::addRateLimit(Reply &reply, const Target &target)
{
    if (!m_options.announcesLimits)
        return;
    const bool isFile = target.kind == Target::Kind::Resolve || target.kind == Target::Kind::ResolveCache ||
                        target.kind == Target::Kind::Raw;
    const int quota = isFile ? 3000 : 500;
    const auto used = static_cast<int>(m_requests.fetch_add(1) % static_cast<std::uint64_t>(quota));
    const char *kind = isFile ? "resolvers" : "api";
    reply.set("RateLimit", fmt::format("\"{}\";r={};t=257", kind, quota - 1 - used));
    reply.set("RateLimit-Policy", fmt::format("\"fixed window\";\"{}\";q={};w=300", kind, quota));
}

Reply HubFace::tooMany(const HttpRequest &request, int seconds) const
{
    const bool isApi = request.target.starts_with("/api/") && !request.target.starts_with("/api/resolve-cache/");
    const char *kind = isApi ? "api" : "resolvers";
    Reply reply = jsonError(429, "", "We had to rate limit your IP. Please retry later.");
    reply.set("RateLimit", fmt::format("\"{}\";r=0;t={}", kind, seconds));
    reply.set("RateLimit-Policy", fmt::format("\"fixed window\";\"{}\";q={};w=300", kind, isApi ? 500 : 3000));
    return reply;
}

Reply HubFace::answer(const HttpRequest &request)
{
    const Target target = parseTarget(request.target);
    Reply reply = route(request, target);
    addRateLimit(reply, target);
    reply.set("X-Powered-By", "huggingface-moon");
    reply.set("X-Request-Id", fmt::format("Root=1-{:08x}", m_requests.load()));
    reply.set("Access-Control-Max-Age", "86400");
    reply.set("Access-Control-Expose-Headers", std::string(exposed));
    return reply;
}

Reply HubFace::route(const HttpRequest &request, const Target &target)
{
    if (target.kind == Target::Kind::Other)
        return other(request, target);
    if (target.kind == Target::Kind::List)
        return list(request, target);
    if (const auto newKey = m_world.renamed(target.key()); newKey && target.kind != Target::Kind::ResolveCache)
        return moved(target, *newKey);
    switch (target.kind) {
    case Target::Kind::Resolve:
        return resolve(request, target);
    case Target::Kind::ResolveCache:
        return resolveCache(request, target);
    case Target::Kind::Raw:
        return raw(request, target);
    default:
        return api(request, target);
    }
}

Reply HubFace::moved(const Target &target, const std::string &newKey) const
{
    const std::string newId = newKey.substr(newKey.find('/') + 1);
    const std::string before = target.kind == Target::Kind::Api ? "/api/" + std::string(apiNameOf(target.type)) + "/"
                                                                : "/" + std::string(urlPrefixOf(target.type));
    const std::string after = target.path.substr(before.size() + target.repo.size());
    const std::string location = before + newId + after + (target.query.empty() ? "" : "?" + target.query);
    Reply reply = textReply(307, "Temporary Redirect. Redirecting to " + location);
    reply.set("Location", location);
    return reply;
}

Reply HubFace::resolve(const HttpRequest &request, const Target &target)
{
    Place place;
    place.repo = m_world.find(target.key());
    if (place.repo)
        std::tie(place.revision, place.path) = splitRevision(*place.repo, target.rest);
    if (auto refused = refusalOf(place.repo, callerOf(request), place.path.empty() ? "?" : place.path, false))
        return *refused;
    place.commit = place.repo->resolve(place.revision);
    if (!place.commit)
        return textError(404, "RevisionNotFound", "Invalid rev id: " + place.revision);
    const auto file = place.commit->files.find(place.path);
    if (file == place.commit->files.end()) {
        Reply reply = textError(404, "EntryNotFound", "Entry not found");
        reply.set("X-Repo-Commit", place.commit->sha);
        reply.set("Accept-Ranges", "bytes");
        reply.set("X-Hub-Cache", "MISS");
        return reply;
    }
    Reply reply = file->second.isLfs ? large(place, file->second) : small(target, place, file->second);
    reply.set("X-Repo-Commit", place.commit->sha);
    reply.set("Accept-Ranges", "bytes");
    reply.set("Vary", "Origin, Accept");
    reply.set("Content-Disposition", dispositionOf(place.path));
    reply.text = fmt::format("{}. Redirecting to {}", reasonOf(reply.status), reply.headers.front().value);
    return reply;
}

Reply HubFace::small(const Target &target, const Place &place, const File &file) const
{
    const std::string etag = inQuotes(file.content->gitOid());
    Reply reply;
    reply.status = 307;
    reply.set("Location", fmt::format("/api/resolve-cache/{}/{}/{}/{}?{}=&etag={}", apiNameOf(target.type),
                                      place.repo->id, place.commit->sha, percentEncoded(place.path, "/"),
                                      percentEncoded(target.path), percentEncoded(etag)));
    reply.set("Content-Type", "text/plain");
    reply.set("X-Hub-Cache", "MISS");
    reply.set("Content-Security-Policy", "default-src 'none'; sandbox");
    if (m_options.hasLinkedEtagOnRedirect)
        reply.set("X-Linked-ETag", etag);
    return reply;
}

Reply HubFace::large(const Place &place, const File &file)
{
    const Content &content = *file.content;
    const std::string_view name = std::string_view(place.path).substr(place.path.rfind('/') + 1);
    Reply reply;
    reply.status = 302;
    reply.set("Location", m_cdnUrl + m_cdn.sign(*place.repo, file.content, name));
    reply.set("Content-Type", "text/plain; charset=utf-8");
    reply.set("Cache-Control", "no-store");
    reply.set("X-Linked-Size", std::to_string(content.size()));
    reply.set("X-Linked-ETag", inQuotes(content.sha256()));
    if (place.repo->hasXet && content.size() > 0) {
        const std::string hash = content.xetHash();
        reply.set("X-Xet-Hash", hash);
        reply.set("Link", fmt::format("<{0}/api/{1}/xet-read-token/{2}>; rel=\"xet-auth\", "
                                      "<{0}/cas/v1/reconstructions/{3}>; rel=\"xet-reconstruction-info\"",
                                      m_hubUrl, place.repo->key(), place.commit->sha, hash));
    }
    return reply;
}

Reply HubFace::resolveCache(const HttpRequest &request, const Target &target) const
{
    const RepoPtr repo = m_world.find(target.key());
    const std::string path = joinedDecoded(target.rest, 1, target.rest.size());
    if (auto refused = refusalOf(repo, callerOf(request), path.empty() ? "?" : path, false))
        return *refused;
    const auto commit = repo->commits.find(target.rest.front());
    if (commit == repo->commits.end())
        return textError(404, "RevisionNotFound", "Invalid rev id: " + target.rest.front());
    const auto file = commit->second->files.find(path);
    if (file == commit->second->files.end() || file->second.isLfs)
        return textError(404, "EntryNotFound", "Entry not found");
    Reply reply = fileReply(request, file->second.content, inQuotes(file->second.content->gitOid()));
    reply.set("Content-Type", std::string(contentTypeOf(*file->second.content)));
    reply.set("X-Repo-Commit", commit->second->sha);
    reply.set("Content-Disposition", dispositionOf(path));
    return reply;
}

Reply HubFace::raw(const HttpRequest &request, const Target &target) const
{
    const RepoPtr repo = m_world.find(target.key());
    const auto [revision, path] = repo ? splitRevision(*repo, target.rest) : std::pair<std::string, std::string>();
    if (auto refused = refusalOf(repo, callerOf(request), path.empty() ? "?" : path, false))
        return *refused;
    const auto commit = repo->resolve(revision);
    if (!commit)
        return textError(404, "RevisionNotFound", "Invalid rev id: " + revision);
    const auto file = commit->files.find(path);
    if (file == commit->files.end())
        return textError(404, "EntryNotFound", "Entry not found");
    const File &found = file->second;
    const ContentPtr content = found.isLfs ? textContent(found.content->pointerText()) : found.content;
    Reply reply = fileReply(request, content, inQuotes(content->gitOid()));
    reply.set("Content-Type", "text/plain; charset=utf-8");
    reply.set("X-Repo-Commit", commit->sha);
    return reply;
}

} // namespace mirrorlake::fakehub
