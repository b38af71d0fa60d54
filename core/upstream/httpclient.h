// HTTP to upstream over libcurl: one blocking call is one exchange on a pooled easy handle (kept alive between calls).
// Redirects are never followed here: whoever asks decides where a Location may lead and that no token goes along
// (hub-protocol §2.2, promise 8). Only http and https; bodies are never decoded unless asked for, and then
// Content-Encoding and Content-Length are left out of the answer. A head is at most 64 KiB and 256 fields. No query and
// no token is ever logged. Thread: any; a call blocks its own thread only.
#pragma once

#include "base/byterange.h"
#include "base/error.h"
#include "base/httpmessage.h"
#include "upstream/location.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mirrorlake::upstream {

struct ClientOptions
{
    std::string userAgent = "mirrorlake/" MIRRORLAKE_VERSION;
    std::string proxy;  ///< "http://…", "socks5h://user:password@…", "none"; empty takes the environment's
    std::string caFile; ///< trusted beside the system's own, PEM; empty for the system's alone
    std::string dohUrl; ///< names are asked of this DNS-over-HTTPS server; empty for the system's resolver
    std::vector<std::string> fixedAddresses; ///< "host:port:address" each, instead of asking for the name
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds stallTimeout{15'000}; ///< no byte for this long ends a body
};

struct Request
{
    HttpMethod method = HttpMethod::Get;
    std::string url; ///< absolute, http or https
    std::vector<HeaderField> headers;
    std::string body;
    std::string bearerToken;                     ///< sent as Authorization to this URL only; never logged
    bool sendsTokenAsBasic = false;              ///< as git does, with any user name
    std::optional<ByteRange> range;              ///< asks bytes=begin-(end-1)
    bool acceptsCompressed = false;              ///< metadata only; files always travel as identity
    std::chrono::milliseconds timeout{30'000};   ///< whole exchange of a buffered call; 0 for none
    std::int64_t maxBody = 64 * 1024 * 1024;     ///< bytes of a buffered body, decoded; more is UpstreamBroken
    bool isPublicOnly = false;                   ///< refuses to connect to loopback, link-local and private addresses
    std::chrono::milliseconds connectTimeout{0}; ///< shortens the client's own; 0 keeps it
};

struct Response
{
    int status = 0;
    std::vector<HeaderField> headers;
    std::string body;
    std::string peerAddress;               ///< "93.184.216.34"; empty when a proxy stands between
    std::chrono::milliseconds latency{0};  ///< from the call to the end of the headers
    std::int64_t bodyBytes = 0;            ///< as received
    std::chrono::milliseconds bodyTime{0}; ///< from the end of the headers to the end of the body
    std::string route;                     ///< Route::url that answered; set by Hub, empty from HttpClient
    bool isAuthoritative = true;           ///< false: from a route that is trusted for bytes alone

    std::optional<std::string_view> header(std::string_view name) const;
    /// All fields of this name.
    std::vector<std::string_view> headersNamed(std::string_view name) const;
};

/// Receives a streamed body. Both are called on the thread of the call.
class BodySink
{
public:
    virtual ~BodySink() = default;
    /// Status and headers are complete, the body is about to come. False ends the exchange (Cancelled).
    virtual bool begin(const Response &head) = 0;
    /// The next bytes, at most 16 KiB a call. False ends the exchange (Cancelled).
    virtual bool write(std::span<const char> bytes) = 0;
    /// Asked at least once a second, also while nothing comes. True ends the exchange (Cancelled).
    virtual bool isCancelled() const { return false; }
};

class HttpClient
{
public:
    explicit HttpClient(ClientOptions options);
    ~HttpClient();

    /// One exchange with the body in memory. An HTTP status is no error here; an Error means no whole answer came:
    /// UpstreamUnreachable (DNS, connect, TLS), UpstreamTimeout, UpstreamBroken (cut, malformed, too large).
    Result<Response> exchange(const Request &request);

    /// One exchange whose body goes to the sink. The Response has no body. A body cut short is UpstreamBroken, a stall
    /// UpstreamTimeout.
    Result<Response> stream(const Request &request, BodySink &sink);

    /// While it is held, running and new calls end with Cancelled, within a second, and no connection stays open.
    void hold(bool isHeld);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::upstream
