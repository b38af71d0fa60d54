// An answer of the fake Hub before it is sent, and the few shapes that all answers have.
#pragma once

#include "base/byterange.h"
#include "base/httpmessage.h"
#include "fakehub/content.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::fakehub {

struct Reply
{
    int status = 200;
    std::vector<HeaderField> headers; ///< without Content-Length, Content-Range and Connection
    std::string text;                 ///< the body, unless there is a file
    bool isChunked = false;           ///< text goes out with Transfer-Encoding: chunked
    ContentPtr file;
    ByteRange range;        ///< of file
    bool isPartial = false; ///< 206 with Content-Range

    void set(std::string_view name, std::string value);
    void drop(std::string_view name);
    std::int64_t bodyLength() const;
};

std::string_view reasonOf(int status);

Reply textReply(int status, std::string text);

/// JSON as the Hub sends it: weak ETag over the body, 304 if the request has it, gzip and chunked where accepted.
Reply jsonReply(const HttpRequest &request, const nlohmann::json &json, std::vector<HeaderField> headers = {});

/// {"error": message} with X-Error-Message and, if there is one, X-Error-Code (hub-protocol §3.2).
Reply jsonError(int status, std::string_view code, std::string_view message);
/// The same for file URLs: text/plain.
Reply textError(int status, std::string_view code, std::string_view message);

/// 200, 206, 304 or 416 for a file, as the request's Range and If-None-Match say.
Reply fileReply(const HttpRequest &request, ContentPtr content, std::string_view etag);

/// Some of the values match this ETag, compared weakly.
bool matchesEtag(std::string_view ifNoneMatch, std::string_view etag);
bool acceptsGzip(const HttpRequest &request);

} // namespace mirrorlake::fakehub
