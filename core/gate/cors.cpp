#include "gate/cors.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::gate {

namespace {

constexpr std::string_view originField = "Access-Control-Allow-Origin";
constexpr std::string_view readable =
    "X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,"
    "Content-Disposition,X-Linked-Size,X-Linked-ETag,X-Xet-Hash,Retry-After,X-HF-Warning";
constexpr std::string_view askedFields =
    "Authorization, Content-Type, If-Modified-Since, If-None-Match, If-Range, Range, X-HF-Bill-To, X-Requested-With";
constexpr std::size_t longestList = 1024;

bool isForBrowsers(const HttpRequest &request)
{
    return !request.target.starts_with("/-/") && request.target != "/-";
}

/// Names of fields as a browser lists them: "range,x-custom".
bool isFieldList(std::string_view text)
{
    return !text.empty() && text.size() <= longestList && std::ranges::all_of(text, [](char c) {
        return isAlphaNumeric(c) || c == '-' || c == '_' || c == ',' || c == ' ';
    });
}

} // namespace

std::optional<HttpReply> preflightReply(const HttpRequest &request)
{
    const bool isQuestion = request.method == HttpMethod::Options && request.header("Origin") &&
                            request.header("Access-Control-Request-Method");
    if (!isQuestion || !isForBrowsers(request))
        return std::nullopt;
    const std::string_view asked = request.header("Access-Control-Request-Headers").value_or("");
    HttpReply reply;
    reply.status = 204;
    reply.headers.add(originField, "*");
    reply.headers.add("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS");
    reply.headers.add("Access-Control-Allow-Headers", isFieldList(asked) ? asked : askedFields);
    reply.headers.add("Access-Control-Max-Age", "86400");
    reply.headers.add("Vary", "Access-Control-Request-Headers");
    return reply;
}

void allowOtherSites(HttpReply &reply, const HttpRequest &request)
{
    if (!isForBrowsers(request) || reply.headers.text().find(originField) != std::string::npos)
        return;
    reply.headers.add(originField, "*");
    reply.headers.add("Access-Control-Expose-Headers", readable);
}

} // namespace mirrorlake::gate
