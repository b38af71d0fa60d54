#include "base/errorreply.h"

#include "base/errortable.h"

#include <nlohmann/json.hpp>

namespace mirrorlake {

namespace {

constexpr int defaultRetrySeconds = 5;

void addRetry(HeaderBlock &headers, int seconds)
{
    headers.add("Retry-After", seconds);
    headers.add("RateLimit", "\"api\";r=0;t=" + std::to_string(seconds)); // what huggingface_hub waits by (§3.3)
}

} // namespace

HttpReply errorReply(const Error &error)
{
    const ErrorRow &row = rowOf(error.code);
    HttpReply reply;
    reply.status = row.status;
    reply.facts.outcome = Outcome::Rejected;
    reply.headers.add("Content-Type", "application/json; charset=utf-8");
    reply.headers.add("Cache-Control", "no-store");
    if (row.hubCode)
        reply.headers.add("X-Error-Code", row.hubCode);
    reply.headers.add("X-Error-Message", error.message);
    if (row.status == 401)
        reply.headers.add("WWW-Authenticate", "Bearer realm=\"Authentication required\", charset=\"UTF-8\"");
    if (row.status == 429)
        addRetry(reply.headers, error.retryAfterSeconds > 0 ? error.retryAfterSeconds : defaultRetrySeconds);
    else if (error.retryAfterSeconds > 0)
        reply.headers.add("Retry-After", error.retryAfterSeconds);
    reply.text =
        nlohmann::json{{"error", error.message}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return reply;
}

} // namespace mirrorlake
