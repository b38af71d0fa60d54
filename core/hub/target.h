// What is asked: the URL grammar of the Hub (hub-protocol §1.1) as pure, typed parsing of the raw request-target.
// Every field comes out decoded and validated; nothing of it is ever a path on disk. Thread: any.
#pragma once

#include "base/ids.h"
#include "hub/query.h"

#include <optional>
#include <variant>

namespace mirrorlake::hub {

/// HEAD/GET /{prefix}{repo}/resolve/{rev}/{path}, or /api/resolve-cache/{T}/{repo}/{sha}/{path}.
struct FileRequest
{
    RepoKey repo;
    Revision revision;
    RepoPath path;
};

/// GET /api/{T}/{repo} or /api/{T}/{repo}/revision/{rev}. Without a revision the default branch is meant.
struct InfoRequest
{
    RepoKey repo;
    std::optional<Revision> revision;
    Query query;
};

/// GET /api/{T}/{repo}/tree/{rev}[/{folder}].
struct TreeRequest
{
    RepoKey repo;
    Revision revision;
    std::optional<RepoPath> folder;
    Query query;
};

/// POST /api/{T}/{repo}/paths-info/{rev}; the paths are in the body.
struct PathsInfoRequest
{
    RepoKey repo;
    Revision revision;
};

/// GET /api/{T}/{repo}/refs.
struct RefsRequest
{
    RepoKey repo;
    Query query;
};

/// GET /: people with a browser.
struct LandingRequest
{};

using HubRequest = std::variant<FileRequest, InfoRequest, TreeRequest, PathsInfoRequest, RefsRequest, LandingRequest>;

/// Errors: BadRequest for what is malformed, NotFoundHere for what is no address of the Hub or not offered by this
/// mirror.
Result<HubRequest> parseTarget(std::string_view rawTarget);

} // namespace mirrorlake::hub
