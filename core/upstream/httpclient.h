// HTTP to upstream over libcurl: one blocking call is one exchange on a pooled easy handle (kept alive between calls).
// Redirects are never followed here: whoever asks decides where a Location may lead and that no token goes along
// (hub-protocol §2.2, promise 8). Only http and https; bodies are never decoded unless asked for.
// Thread: any; a call blocks its own thread only.
#pragma once

#include "base/byterange.h"
#include "base/error.h"
#include "base/httpmessage.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mirrorlake::upstream {

struct ClientOptions
{
    std::string userAgent = "mirrorlake/" MIRRORLAKE_VERSION;
    std::string proxy;      ///< "", "http://…", "socks5h://user:password@…"; empty takes the environment's
    std::string caFile;     ///< additional trust, PEM; empty for the system's
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds stallTimeout{15'000}; ///< no byte for this long ends a body
};

struct Request
{
    HttpMethod method = HttpMethod::Get;
    std::string url;                     ///< absolute, http or https
    std::vector<HeaderField> headers;
    std::string body;
    std::string bearerToken;             ///< sent as Authorization to this URL only; never logged
    std::optional<ByteRange> range;      ///< asks bytes=begin-(end-1)
    bool acceptsCompressed = false;      ///< metadata only; files always travel as identity
    std::chrono::milliseconds timeout{30'000}; ///< whole exchange of a buffered call; 0 for none
    std::int64_t maxBody = 64 * 1024 * 1024;   ///< bytes of a buffered body; more is UpstreamBroken
};

struct Response
{
    int status = 0;
    std::vector<HeaderField> headers;
    std::string body;

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

    /// One exchange whose body goes to the sink. The Response has no body. A body cut short is UpstreamBroken, a stall UpstreamTimeout.
    Result<Response> stream(const Request &request, BodySink &sink);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Location of a redirect, resolved against the URL that gave it; nothing if it is not http or https.
std::optional<std::string> resolvedLocation(std::string_view baseUrl, std::string_view location);
/// "https://host:port" of a URL, lower case, default port written out; empty if it has none.
std::string originOf(std::string_view url);

} // namespace mirrorlake::upstream
