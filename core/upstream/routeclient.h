// One route in the Hub's dialect: builds its URLs, follows its redirects, decides where a token may go, checks what
// comes. A token goes to the route's own origin alone; a redirect of a public route never leads into a private network.
// Thread: any; calls block their own thread.
#pragma once

#include "base/clock.h"
#include "upstream/locationcache.h"
#include "upstream/routelink.h"

#include <atomic>
#include <string>

namespace mirrorlake::upstream {

class RouteClient
{
public:
    RouteClient(Route route, const RouteLink::Surroundings &surroundings);

    const Route &route() const { return m_route; }
    bool takesCallerTokens() const { return m_link.takesCallerTokens(); }
    RouteView view(std::string_view bucket) const;
    RouteHealth health() const;

    /// As Hub::api; any status is an answer.
    Result<Response> api(const Request &pathAndMethod, const Credentials &credentials);
    /// As Hub::relay. hasBegun becomes true with the sink's begin().
    Result<void> relay(const Request &pathAndMethod, const Credentials &credentials, BodySink &sink, bool &hasBegun);
    /// As Hub::file.
    Result<FileFacts> file(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                           const Credentials &credentials);
    /// As Hub::bytes. hasBegun becomes true with the sink's begin(): then no other route may go on in the same call.
    Result<void> bytes(const FileSource &source, ByteRange range, BodySink &sink, bool &hasBegun);
    void remember(const RepoKey &repo, const RepoPath &path, const FileFacts &facts);
    /// These bytes did not match their hash: forgets where they were found.
    void wrongBytes(const FileSource &source);
    void setLimit(BytesPerSecond limit) { m_link.setLimit(limit); }
    void hold(bool isHeld) { m_link.hold(isHeld); }

private:
    /// Path of a URL of this route, without the route's own.
    std::string pathHere(const std::string &url) const;
    /// Where an api call is redirected to, if that is this route itself; nothing if the answer is no redirect to
    /// follow.
    Result<std::optional<std::string>> ownNextHop(const Request &request, const Response &answer) const;
    struct Fetch
    {
        const FileSource &source;
        ByteRange range;
        BodySink &sink;
        bool hasBegun = false;
        bool isForeign = false; ///< the last answer came from a data host
    };

    Result<void> small(Fetch &fetch);
    Result<void> large(Fetch &fetch, const std::string &key);
    Result<std::string> locate(const FileSource &source);
    Result<void> follow(Fetch &fetch, std::string url);
    /// One hop: the outcome of a body, or nothing and the answer.
    std::optional<Result<void>> hop(Fetch &fetch, const std::string &url, Response &answer);
    void noteBody(const Result<void> &outcome, const Result<Response> &exchange, const Fetch &fetch);

    const Route m_route;
    LocationCache m_locations;
    RouteLink m_link;
    std::atomic<bool> m_lacksResolveCache = false;
};

} // namespace mirrorlake::upstream
