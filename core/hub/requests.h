// What can be asked of the mirror: one struct a kind of request, every field decoded and validated. A new kind is a
// struct here, a line where target.cpp reads its address, and a handler in mirror (handlers.h). A kind that is asked by
// POST says so with `static constexpr bool isPosted = true`. Values only.
#pragma once

#include "base/ids.h"
#include "hub/query.h"
#include "xet/casaddress.h"

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
    static constexpr bool isPosted = true;
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

/// GET /api/{T}/{repo}/xet-read-token/{rev}.
struct XetTokenRequest
{
    RepoKey repo;
    Revision revision;
};

/// GET below /-/cas: reconstructions and xorbs.
struct CasRequest
{
    std::variant<xet::ReconstructionRequest, xet::XorbRequest> kind;
};

/// POST of what Xet clients count; answered, never kept.
struct CasTelemetryRequest
{
    static constexpr bool isPosted = true;
};

using HubRequest = std::variant<FileRequest, InfoRequest, TreeRequest, PathsInfoRequest, RefsRequest, LandingRequest, XetTokenRequest, CasRequest,
                                CasTelemetryRequest>;

/// True for a request that comes by POST and not by GET or HEAD.
inline bool isPosted(const HubRequest &request)
{
    return std::visit(
        []<typename Kind>(const Kind &) {
            return requires
            {
                Kind::isPosted;
            };
        },
        request);
}

} // namespace mirrorlake::hub
