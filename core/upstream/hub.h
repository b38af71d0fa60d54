// The upstream in the Hub's dialect: metadata calls, and where the bytes of a file come from. Blocking; run on pool
// threads. Routes (several hubs in order, health, failover) live behind this interface; callers name what they want,
// never a host.
#pragma once

#include "base/ids.h"
#include "upstream/httpclient.h"

#include <memory>
#include <string>

namespace mirrorlake {
struct BytesPerSecond;
}

namespace mirrorlake::upstream {

/// A caller's own token, passed through to prove the caller's own right. Empty for anonymous. Never stored.
struct Credentials
{
    std::string token;
    bool mayUseRouteToken = true; ///< with no token: the route's own may be sent; false proves that a thing is public
};

/// What the Hub says of one file (hub-protocol §2.1): from HEAD resolve, or from the first hop of a GET.
struct FileFacts
{
    CommitSha commit;
    BlobHash blob;
    std::int64_t size = -1;      ///< bytes; -1 if the answer does not say (a 307 without X-Linked-Size)
    bool isLfs = false;          ///< named by sha256
    std::string xetHash{};       ///< 64 hex, or empty
    std::string location{};      ///< absolute URL of the bytes, perhaps signed and short-lived; never stored or logged
    std::string route{};         ///< Route::url that said so
    bool isAuthoritative = true; ///< false: said by a route that is trusted for bytes alone
    std::string hubPath{};       ///< path that the hub answered at in the end: another than asked of a renamed repo
};

/// Names a file's bytes upstream. isLfs and size come from the tree when it is known.
struct FileSource
{
    RepoKey repo;
    CommitSha commit;
    RepoPath path;
    BlobHash blob;
    std::int64_t size = 0;
    bool isLfs = false;
    Credentials credentials;
    std::vector<std::string> avoidedRoutes{}; ///< asked only when there is no other: they gave wrong bytes
    bool mayComeWhole =
        false; ///< of a route that ignores Range the whole file is taken, and what lies before it let go
};

/// A route as the window and the metrics see it.
struct RouteHealth
{
    enum class State
    {
        Working,
        Resting,
        Probing
    };

    std::string url;
    bool isAuthoritative = true;
    State state = State::Working;
    std::chrono::milliseconds latency{
        0};                    ///< to the end of the headers, moving average; 0 when not measured within a minute
    double bytesPerSecond = 0; ///< of one connection, moving average; 0 when not measured within a minute
    std::int64_t requests = 0;
    std::int64_t errors = 0;
    std::int64_t wrongBytes = 0; ///< times that its bytes did not match their hash
    std::int64_t bytes = 0;      ///< of files and git's answers, since the start
    int budgetLeft = -1;         ///< requests left in its tightest window; -1 when it announces none
    std::string lastError;       ///< empty when it works
};

class Hub
{
public:
    virtual ~Hub() = default;

    /// GET or POST of an API path such as "/api/models/org/name/revision/main?blobs=true" at the best route.
    /// Same-origin redirects are followed (renames: the last path is in Response header "x-mirrorlake-path"). Statuses
    /// are passed back; errors as HttpClient.
    virtual Result<Response> api(const Request &pathAndMethod, const Credentials &credentials) = 0;

    /// As api(), but the body of the answer that is none of a followed redirect goes to the sink as it comes, without
    /// an end in time or size. The next route is asked only as long as the sink has seen nothing. For git.
    virtual Result<void> relay(const Request &, const Credentials &, BodySink &)
    {
        return fail(ErrorCode::Internal, "this hub relays nothing");
    }

    /// HEAD …/resolve/{rev}/{path}. Errors: EntryNotFound, RevisionNotFound, RepoNotFound, GatedRepo, AccessDenied,
    /// UpstreamRateLimited, UpstreamBroken, …: hub-protocol §3 mapped once, in hubstatus.h.
    virtual Result<FileFacts> file(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                                   const Credentials &credentials) = 0;

    /// Streams bytes [range) of a file into the sink, resolving (and re-resolving on 403) its location as needed. The
    /// sink's begin() only ever sees a 200 or 206 with the right length and Content-Range, identity-coded; anything
    /// else is an Error.
    virtual Result<void> bytes(const FileSource &source, ByteRange range, BodySink &sink) = 0;

    /// Remembers the location that file() just gave, so that the first bytes() needs no second resolve. Kept in memory,
    /// for minutes.
    virtual void remember(const RepoKey &repo, const RepoPath &path, const FileFacts &facts) = 0;

    /// The base URL that is preferred now, for people: "https://huggingface.co".
    virtual std::string address() const = 0;

    /// Bytes of this file that came by this route (Response::route) did not match their hash: forgets where they were
    /// found.
    virtual void wrongBytes(const FileSource &, const std::string & /*route*/) {}

    /// Offline mode is on: no call opens a socket.
    virtual bool isOffline() const { return false; }
    /// Running calls end with Offline, within a second, and connections are closed; or all may be asked again.
    virtual void setOffline(bool) {}

    /// All routes, preferred first as set.
    virtual std::vector<RouteHealth> health() const { return {}; }

    /// Bytes of files a second by this route (Route::url), 0 for any number. Counts at once, also for what is under way.
    virtual void setLimit(const std::string & /*route*/, const BytesPerSecond &) {}

    /// Ends all running and later calls with Cancelled, within a second. For shutdown.
    virtual void stop() {}
};

} // namespace mirrorlake::upstream
