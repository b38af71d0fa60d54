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

HttpReply documentReply(const catalog::Document &document, const std::string &repo, const hub::ForeignUrls &foreign,
                        const std::string &baseUrl, const HttpRequest &request)
{
    HttpReply reply;
    std::string body = foreign.rewritten(document.body, baseUrl);
    const std::string tag = weakTag(body);
    reply.headers.add("Content-Type", document.contentType);
    reply.headers.add("ETag", tag);
    reply.headers.add("Cache-Control", "no-cache");
    reply.headers.add("X-Content-Type-Options", "nosniff");
    reply.headers.add("Access-Control-Allow-Origin", "*");
    reply.headers.add("Access-Control-Expose-Headers",
                      "X-Repo-Commit,X-Error-Code,X-Error-Message,X-Total-Count,X-Revision,ETag,Link");
    if (!document.commit.empty())
        reply.headers.add("X-Repo-Commit", document.commit);
    for (std::string_view rest = document.headers; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find("\r\n"));
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos)
            reply.headers.add(line.substr(0, colon), foreign.rewritten(line.substr(colon + 2), baseUrl));
        rest.remove_prefix(std::min(line.size() + 2, rest.size()));
    }
    if (const auto next = foreign.pathOf(document.next); next && !document.next.empty())
        reply.headers.add("Link", hub::nextLinkHeader(baseUrl + *next));
    reply.facts = {Outcome::Hit, repo, {}};
    if (request.header("If-None-Match") == tag)
        reply.status = 304;
    else
        reply.text = std::move(body);
    return reply;
}

} // namespace mirrorlake::mirror
