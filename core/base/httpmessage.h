// HTTP requests and replies as values: what serve reads from a socket, what gate and mirror pass along, what serve
// sends. Nothing here knows a socket or the Hub.
#pragma once

#include "base/bodysegments.h"
#include "base/bodystream.h"
#include "base/error.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake {

enum class HttpMethod
{
    Get,
    Head,
    Post,
    Options,
    Other
};

struct HeaderField
{
    std::string name;
    std::string value;
};

/// What a client sent. Owned by shared_ptr<const …>, so that an answer given later still has it.
struct HttpRequest
{
    HttpMethod method = HttpMethod::Get;
    std::string methodName; ///< as sent, for Other
    std::string target;     ///< raw request-target, never decoded: "/org/name/resolve/main/a%20b"
    std::vector<HeaderField> headers;
    std::string body;          ///< whole, bounded by serve
    std::string clientAddress; ///< "192.168.1.7" or "fd00::7", without a port; behind a trusted proxy the client's own
    std::string localAddress;  ///< "192.168.1.20:8090", the address that the client reached
    std::string id;            ///< request id for all log lines of this request
    bool isTls = false;

    /// First field with this name (case-insensitive), or nothing.
    std::optional<std::string_view> header(std::string_view name) const;
};

/// Reply headers as the text that goes out. Values are checked: a control character in one is dropped, so nothing can
/// split a reply.
class HeaderBlock
{
public:
    void add(std::string_view name, std::string_view value);
    void add(std::string_view name, std::int64_t value);
    std::optional<std::string_view> find(std::string_view name) const;
    /// "Name: value\r\n" for each field, without the empty line.
    const std::string &text() const { return m_text; }

private:
    std::string m_text;
};

/// Bytes of a reply that lie in a file, some of which may still be on their way. Thread: any; lives at least as long as
/// its reply.
class FileBody
{
public:
    virtual ~FileBody() = default;
    /// An open descriptor for pread and sendfile; valid while this object lives.
    virtual int descriptor() const = 0;
    /// End (exclusive) of what can be sent from this offset on; equal to from when nothing can yet.
    virtual std::int64_t readableEnd(std::int64_t from) const = 0;
    /// Calls wake once, on any thread and perhaps at once, when readableEnd(from) > from or failure() is set. One wait
    /// at a time.
    virtual void whenReadable(std::int64_t from, std::function<void()> wake) = 0;
    /// Set when the rest will never come; the connection is then cut before the promised end.
    virtual std::optional<Error> failure() const = 0;
};

/// How a request was answered, in the words of the Traffic page.
enum class Outcome
{
    None,
    Hit,
    Joined,
    Miss,
    Stale,
    Rejected
};

/// What a reply is about; for meter, log and window.
struct ReplyFacts
{
    Outcome outcome = Outcome::None;
    std::string repo; ///< RepoKey::text(), or empty
    std::string path; ///< file inside the repo, or empty
};

/// Is told what happens to one reply. Thread: the connection's own; calls are cheap and never wait.
class TransferWatch
{
public:
    virtual ~TransferWatch() = default;
    virtual void sent(std::int64_t bytes) = 0;
    /// Once, last. isWhole is false when the client hung up or the connection was cut.
    virtual void ended(bool isWhole) = 0;
};

struct HttpReply
{
    int status = 200;
    HeaderBlock headers; ///< without Content-Length, Connection and Date, which serve writes
    std::string text;    ///< the body, unless file or segments are set
    std::shared_ptr<FileBody> file;
    ByteRange fileRange; ///< of file; also gives the Content-Length of a HEAD
    /// If set, the body: memory and ranges of file in turn. fileRange then only tells the meter which part is read.
    std::shared_ptr<SegmentSource> segments;
    std::shared_ptr<BodyStream> stream;     ///< if set, the body: as it comes, of a length that is not known
    std::optional<std::int64_t> headLength; ///< Content-Length of a HEAD whose body was not made
    ReplyFacts facts;
    std::shared_ptr<TransferWatch> watch;
};

/// Takes the reply exactly once, on any thread, perhaps before serve() returns.
using ReplySink = std::function<void(HttpReply)>;

/// Answers requests. Calls come from the I/O threads: serve() must not wait for disk, database or network.
class HttpService
{
public:
    virtual ~HttpService() = default;
    virtual void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) = 0;
};

} // namespace mirrorlake
