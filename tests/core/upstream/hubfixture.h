// What the tests of a Hub share: a repo, its files, and hubs made of one or several routes.
#pragma once

#include "core/upstream/scriptedserver.h"
#include "upstream/routes.h"

#include <memory>
#include <string>
#include <vector>

namespace mirrorlake::test {

inline const std::string commitText(40, 'c');
inline const std::string lfsText(64, 'a');
inline const std::string gitText(40, 'b');
inline const std::string lfsTag = "\"" + lfsText + "\"";
inline const std::string gitTag = "\"" + gitText + "\"";

inline RepoKey repo()
{
    return {RepoType::Model, *RepoId::parse("org/name")};
}

inline Revision mainBranch()
{
    return *Revision::parse("main");
}

inline RepoPath path(std::string_view text)
{
    return *RepoPath::parse(text);
}

inline upstream::FileSource lfsSource(std::int64_t size)
{
    return {repo(), *CommitSha::parse(commitText), path("model.bin"), *BlobHash::parse(lfsText), size, true, {}, {}};
}

inline upstream::FileSource gitSource(std::int64_t size)
{
    return {repo(), *CommitSha::parse(commitText), path("config.json"), *BlobHash::parse(gitText), size, false, {}, {}};
}

inline upstream::ClientOptions quickClient()
{
    upstream::ClientOptions options;
    options.connectTimeout = std::chrono::milliseconds(2000);
    options.stallTimeout = std::chrono::milliseconds(300);
    return options;
}

inline std::unique_ptr<upstream::Hub> hubOf(std::vector<upstream::Route> routes)
{
    static const SystemClock clock;
    return upstream::makeHub({std::move(routes), quickClient(), false}, clock);
}

inline std::unique_ptr<upstream::Hub> hubAt(const std::string &url, const std::string &token = {})
{
    return hubOf({upstream::Route{url, token, true}});
}

/// 302 of a large file, as the Hub gives it (hub-protocol §7 E3).
inline std::string lfsRedirect(const std::string &location, std::int64_t size)
{
    return answer(302,
                  {"Location: " + location, "X-Repo-Commit: " + commitText, "X-Linked-Size: " + std::to_string(size),
                   "X-Linked-Etag: " + lfsTag, "X-Xet-Hash: " + std::string(64, 'e')});
}

/// 206 or 200 to a ranged GET of this body, as a CDN gives it.
inline std::string ranged(const SeenRequest &seen, const std::string &body)
{
    const std::string range = seen.header("range");
    if (range.empty())
        return answer(200, {"ETag: \"" + std::string(64, 'e') + "\""}, body);
    const std::size_t dash = range.find('-');
    const std::size_t first = std::stoul(range.substr(6, dash - 6));
    const std::size_t last = std::stoul(range.substr(dash + 1));
    return answer(206, {"Content-Range: bytes " + range.substr(6) + "/" + std::to_string(body.size())},
                  std::string_view(body).substr(first, last - first + 1));
}

} // namespace mirrorlake::test
