#include "mirror/listing/documentreply.h"

#include "hub/link.h"

#include <fmt/format.h>

namespace mirrorlake::mirror {

namespace {

/// FNV-1a: names a version of a text, protects nothing.
std::uint64_t fnv1a(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

} // namespace

std::string weakTag(std::string_view text)
{
    return fmt::format("W/\"{:x}-{:016x}\"", text.size(), fnv1a(text));
}

HttpReply documentReply(const catalog::Document &document, const RepoKey &repo, const std::string &baseUrl,
                        const HttpRequest &request)
{
    HttpReply reply;
    const std::string tag = weakTag(document.body);
    reply.headers.add("Content-Type", document.contentType);
    reply.headers.add("ETag", tag);
    reply.headers.add("Cache-Control", "no-cache");
    if (!document.commit.empty())
        reply.headers.add("X-Repo-Commit", document.commit);
    if (!document.next.empty())
        reply.headers.add("Link", hub::nextLinkHeader(baseUrl + document.next));
    reply.facts = {Outcome::Hit, repo.text(), {}};
    if (request.header("If-None-Match") == tag)
        reply.status = 304;
    else
        reply.text = document.body;
    return reply;
}

} // namespace mirrorlake::mirror
