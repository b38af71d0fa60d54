#include "control/admin/adminreply.h"

#include "base/errortable.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

namespace {

using nlohmann::ordered_json;

/// Statuses of the Hub's dialect mean other things here: 401 would ask for our own token.
int statusFor(ErrorCode code)
{
    using enum ErrorCode;
    switch (code) {
    case RepoNotFound:
    case GatedRepo:
    case EntryNotFound:
    case RevisionNotFound:
        return 404;
    case BadConfiguration:
        return 400;
    case Cancelled:
        return 503;
    default:
        return rowOf(code).status;
    }
}

} // namespace

HttpReply jsonReply(int status, std::string text)
{
    HttpReply reply;
    reply.status = status;
    reply.headers.add("Content-Type", "application/json");
    reply.headers.add("Cache-Control", "no-store");
    reply.headers.add("X-Content-Type-Options", "nosniff");
    reply.text = std::move(text);
    return reply;
}

HttpReply refusal(int status, std::string_view sentence)
{
    HttpReply reply = jsonReply(status, ordered_json{{"error", sentence}}.dump());
    reply.facts.outcome = Outcome::Rejected;
    return reply;
}

HttpReply refusal(const Error &error)
{
    const ordered_json object{{"error", error.message}, {"code", rowOf(error.code).name}};
    HttpReply reply =
        jsonReply(statusFor(error.code), object.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
    reply.facts.outcome = Outcome::Rejected;
    if (error.retryAfterSeconds > 0)
        reply.headers.add("Retry-After", std::int64_t{error.retryAfterSeconds});
    return reply;
}

HttpReply doneReply()
{
    return jsonReply(200, R"({"done":true})");
}

} // namespace mirrorlake::control
