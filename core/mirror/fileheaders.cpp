#include "mirror/fileheaders.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace mirrorlake::mirror {

namespace {

constexpr std::array<std::string_view, 14> textEndings{".json", ".md",  ".txt", ".py",   ".yaml", ".yml", ".toml",
                                                       ".csv",  ".tsv", ".xml", ".html", ".js",   ".css", ".jinja"};

std::string_view contentTypeOf(const catalog::TreeEntry &entry)
{
    const bool isText =
        std::ranges::any_of(textEndings, [&](std::string_view ending) { return entry.path.ends_with(ending); });
    return isText && !entry.isLfs() ? "text/plain; charset=utf-8" : "application/octet-stream";
}

std::string quotedTag(const catalog::TreeEntry &entry)
{
    return "\"" + entry.blobName() + "\"";
}

/// The name twice: encoded for all, plain for what cannot read that; quotes and what is not ASCII become underscores
/// there.
std::string dispositionOf(const catalog::TreeEntry &entry)
{
    const std::string_view path = entry.path;
    const std::string_view name = path.substr(path.rfind('/') + 1);
    std::string plain(name);
    std::ranges::replace_if(
        plain, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) >= 0x80; }, '_');
    return "inline; filename*=UTF-8''" + percentEncoded(name) + "; filename=\"" + plain + "\";";
}

} // namespace

void addFileHeaders(HeaderBlock &headers, const CommitSha &commit, const catalog::TreeEntry &entry, bool isPublic)
{
    const std::string tag = quotedTag(entry);
    headers.add("Content-Type", contentTypeOf(entry));
    headers.add("X-Repo-Commit", commit.text());
    headers.add("ETag", tag);
    headers.add("X-Linked-Etag", tag);
    headers.add("X-Linked-Size", entry.size);
    headers.add("Accept-Ranges", "bytes");
    headers.add("Content-Disposition", dispositionOf(entry));
    headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
    headers.add("X-Content-Type-Options", "nosniff");
    headers.add("Access-Control-Allow-Origin", "*");
    headers.add(
        "Access-Control-Expose-Headers",
        "X-Repo-Commit,X-Linked-Size,X-Linked-ETag,X-Error-Code,X-Error-Message,ETag,Link,Accept-Ranges,Content-Range");
    if (!isPublic)
        headers.add("Vary", "Authorization");
}

void addCacheControl(HeaderBlock &headers, bool isImmutable, bool isPublic)
{
    if (!isImmutable)
        headers.add("Cache-Control", "no-cache");
    else
        headers.add("Cache-Control",
                    isPublic ? "public, max-age=31536000, immutable" : "private, max-age=31536000, immutable");
}

bool isNotModified(std::string_view ifNoneMatch, const catalog::TreeEntry &entry)
{
    if (ifNoneMatch.empty())
        return false;
    return std::ranges::any_of(split(ifNoneMatch, ','), [&](std::string_view tag) {
        tag = trimmed(tag);
        if (tag.starts_with("W/"))
            tag.remove_prefix(2);
        return tag == "*" || tag == quotedTag(entry);
    });
}

bool isRangeWanted(std::optional<std::string_view> ifRange, const catalog::TreeEntry &entry)
{
    return !ifRange || trimmed(*ifRange) == quotedTag(entry);
}

} // namespace mirrorlake::mirror
