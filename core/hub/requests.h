// What can be asked of the mirror: one struct a kind of request, every field decoded and validated. A new kind is a
// struct here, a line where target.cpp reads its address, and a handler in mirror (handlers.h). A kind that is asked by
// POST says so with `static constexpr bool isPosted = true`. Values only.
#pragma once

#include "base/httpmessage.h"
#include "base/ids.h"
#include "hub/doors.h"
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

/// HEAD/GET /{prefix}{repo}/raw/{rev}/{path}: the object as git holds it, which of an LFS file is its pointer.
struct RawRequest
{
    RepoKey repo;
    Revision revision;
    RepoPath path;
};

/// GET /api/{T}/{repo}/treesize/{rev}[/{folder}].
struct TreeSizeRequest
{
    RepoKey repo;
    Revision revision;
    std::optional<RepoPath> folder;
};

/// GET /api/{T}/{repo}/commits/{rev}.
struct CommitsRequest
{
    RepoKey repo;
    Revision revision;
    Query query;
};

/// GET /api/{T}/{repo}/…: what the Hub says of a repo and the mirror only passes on (discussions, parquet, …).
struct RepoPageRequest
{
    RepoKey repo;
    std::string rest; ///< "discussions/1", encoded
    Query query;
    bool mayBeName = false; ///< "org/parquet" is a page of the old id "org", or the repo of that name: upstream knows
};

/// GET /api/datasets/{repo}/parquet/{config}/{split}/{number}.parquet.
struct ParquetFileRequest
{
    RepoKey repo;
    std::string config;
    std::string split;
    std::size_t number = 0;
};

/// GET /api/{T}/{repo}/auth-check: may the caller read the files?
struct AuthCheckRequest
{
    RepoKey repo;
};

/// GET /api/{T}: list and search.
struct ListRequest
{
    RepoType type = RepoType::Model;
    Query query;
};

/// GET /api/…, about no one repo.
struct PageRequest
{
    enum class Kind
    {
        Browsing, ///< collections, papers, users, organizations: public, but some differ by who asks
        Constant, ///< tags-by-type: the same for everyone
        Own,      ///< whoami-v2: about the caller
        Unknown
    };
    Kind kind = Kind::Unknown;
    std::string path; ///< "/api/daily_papers", encoded
    Query query;
};

/// GET at the data viewer's own host, datasets-server.{our host} (hub-protocol §1.9).
struct ViewerRequest
{
    std::string path; ///< "/parquet", encoded
    Query query;
};

/// HEAD, GET or POST of telemetry: answered at once, never forwarded.
struct TelemetryRequest
{
    static constexpr bool isAnyMethod = true;
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

using HubRequest =
    std::variant<FileRequest, RawRequest, InfoRequest, TreeRequest, PathsInfoRequest, TreeSizeRequest, RefsRequest,
                 CommitsRequest, RepoPageRequest, ParquetFileRequest, AuthCheckRequest, ListRequest, PageRequest,
                 ViewerRequest, TelemetryRequest, LandingRequest, XetTokenRequest, CasRequest, CasTelemetryRequest,
                 DoorRequest>;

/// True if a request of this kind may come by this method.
inline bool isAskedBy(const HubRequest &request, HttpMethod method)
{
    return std::visit(
        [method]<typename Kind>(const Kind &) {
            const bool isReading = method == HttpMethod::Get || method == HttpMethod::Head;
            if constexpr (requires { Kind::isAnyMethod; })
                return isReading || method == HttpMethod::Post;
            else if constexpr (requires { Kind::isPosted; })
                return method == HttpMethod::Post;
            else
                return isReading;
        },
        request);
}

} // namespace mirrorlake::hub
