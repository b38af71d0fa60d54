// One route in the Hub's dialect: builds its URLs, follows its redirects, decides where a token may go, checks what
// comes. A token goes to the route's own origin alone; a redirect of a public route never leads into a private network.
// Thread: any; calls block their own thread.
#pragma once

#include "base/clock.h"
#include "upstream/locationcache.h"
#include "upstream/routes.h"

#include <atomic>
#include <string>

namespace mirrorlake::upstream {

class RouteClient
{
public:
    /// takesCallerTokens: callers prove their own right here.
    RouteClient(Route route, bool takesCallerTokens, ClientOptions options, const Clock &clock);

    const Route &route() const { return m_route; }
    bool takesCallerTokens() const { return m_takesCallerTokens; }

    /// As Hub::api; any status is an answer.
    Result<Response> api(const Request &pathAndMethod, const Credentials &credentials);
    /// As Hub::file.
    Result<FileFacts> file(const RepoKey &repo, const Revision &revision, const RepoPath &path,
                           const Credentials &credentials);
    /// As Hub::bytes. hasBegun becomes true with the sink's begin(): then no other route may go on in the same call.
    Result<void> bytes(const FileSource &source, ByteRange range, BodySink &sink, bool &hasBegun);
    void remember(const RepoKey &repo, const RepoPath &path, const FileFacts &facts);
    /// Forgets where these bytes were found.
    void forget(const FileSource &source);
    void stop() { m_client.stop(); }

private:
    struct Fetch
    {
        const FileSource &source;
        ByteRange range;
        BodySink &sink;
        bool hasBegun = false;
        bool isForeign = false; ///< the last answer came from a data host
    };

    std::string tokenFor(const Credentials &credentials) const;
    bool isOwn(const std::string &url) const { return originOf(url) == m_origin; }
    void prepare(Request &request, const Credentials &credentials) const;
    Result<Response> ask(Request request, const Credentials &credentials);
    void noteAnswer(const Response &answer, bool isOwnOrigin);
    /// Where a redirect leads, if it may.
    Result<std::string> nextHop(const std::string &from, const Response &answer) const;

    Result<void> small(Fetch &fetch);
    Result<void> large(Fetch &fetch, const std::string &key);
    Result<std::string> locate(const FileSource &source);
    Result<void> follow(Fetch &fetch, std::string url);
    /// One hop: the outcome of a body, or nothing and the answer.
    std::optional<Result<void>> hop(Fetch &fetch, const std::string &url, Response &answer);

    const Route m_route;
    const std::string m_origin;
    const bool m_takesCallerTokens;
    LocationCache m_locations;
    HttpClient m_client;
    std::atomic<bool> m_isPrivate;
    std::atomic<bool> m_lacksResolveCache = false;
};

} // namespace mirrorlake::upstream
