#include "upstream/hubstatus.h"

#include "base/text.h"
#include "upstream/ratelimit.h"

#include <curl/curl.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace mirrorlake::upstream {

namespace {

constexpr std::size_t longestMessage = 300;
constexpr std::size_t longestErrorBody = 64 * 1024;
constexpr int longestWait = 24 * 3600;

/// The Hub's own words, as one short line.
std::string messageOf(const Response &answer)
{
    std::string text;
    if (const auto field = answer.header("x-error-message")) {
        text = *field;
    } else if (answer.body.size() <= longestErrorBody) {
        const auto json = nlohmann::json::parse(answer.body, nullptr, false);
        if (json.is_object() && json.contains("error") && json["error"].is_string())
            text = json["error"].get<std::string>();
    }
    if (text.size() > longestMessage)
        text.resize(longestMessage);
    std::erase_if(text, [](char c) { return hasControlCharacter({&c, 1}); });
    return isValidUtf8(text) ? text : std::string();
}

std::optional<ErrorCode> codeFromField(const Response &answer)
{
    static constexpr std::array words{
        std::pair{"EntryNotFound", ErrorCode::EntryNotFound},
        std::pair{"RevisionNotFound", ErrorCode::RevisionNotFound},
        std::pair{"RepoNotFound", ErrorCode::RepoNotFound},
        std::pair{"GatedRepo", ErrorCode::GatedRepo},
    };
    const auto field = answer.header("x-error-code");
    const auto row = std::ranges::find_if(words, [&](const auto &word) { return field && *field == word.first; });
    return row == words.end() ? std::nullopt : std::optional(row->second);
}

ErrorCode codeFromStatus(int status)
{
    switch (status) {
    case 401:
    case 404:
        return ErrorCode::RepoNotFound; // the Hub says 401 for what is absent or private (hub-protocol §3.2)
    case 403:
        return ErrorCode::AccessDenied;
    case 408:
    case 504:
        return ErrorCode::UpstreamTimeout;
    case 416:
        return ErrorCode::RangeNotSatisfiable;
    case 429:
        return ErrorCode::UpstreamRateLimited;
    default:
        if (status >= 500)
            return ErrorCode::UpstreamFailed;
        return status >= 400 ? ErrorCode::UpstreamRefused : ErrorCode::UpstreamBroken;
    }
}

/// Words by which clients tell a disabled repo (hub-protocol §3.1): they must arrive unchanged.
constexpr std::string_view disabledWords = "Access to this resource is disabled.";

/// What the Hub says to the anonymous of a repo that is absent or private; it speaks of neither (hub-protocol §3.2).
constexpr std::string_view absentWords = "Invalid username or password.";

/// A redirect or success that was not expected has no error words of its own.
std::string sentence(const Response &answer, std::string_view who)
{
    const std::string words = messageOf(answer);
    return std::string(who) + " answered " + std::to_string(answer.status) + (words.empty() ? "" : ": " + words);
}

} // namespace

int retryAfterOf(const Response &answer, std::chrono::system_clock::time_point now)
{
    for (const std::string_view field : answer.headersNamed("ratelimit")) {
        const auto limit = parseRateLimit(field);
        if (limit && limit->remaining == 0)
            return static_cast<int>(limit->reset.count()) + 1;
    }
    const auto field = answer.header("retry-after");
    if (!field)
        return 0;
    int seconds = 0;
    const auto [end, error] = std::from_chars(field->data(), field->data() + field->size(), seconds);
    if (error == std::errc() && end == field->data() + field->size())
        return std::clamp(seconds, 0, longestWait);
    const time_t date = curl_getdate(std::string(*field).c_str(), nullptr);
    if (date < 0)
        return 0;
    return static_cast<int>(std::clamp<std::int64_t>(date - std::chrono::system_clock::to_time_t(now), 0, longestWait));
}

Error errorFromHub(const Response &answer)
{
    Error error{ErrorCode::UpstreamBroken, sentence(answer, "the Hub")};
    const bool isAboutTheThing = answer.status >= 400 && answer.status < 500 && answer.status != 429;
    const std::optional<ErrorCode> named = isAboutTheThing ? codeFromField(answer) : std::nullopt;
    error.code = named ? *named : codeFromStatus(answer.status);
    if (error.code == ErrorCode::AccessDenied && messageOf(answer) == disabledWords)
        error.message = disabledWords;
    if (error.code == ErrorCode::RepoNotFound && messageOf(answer) == absentWords)
        error.message = "the Hub answered 401: there is no such repository, or it is private; check the name, or set a "
                        "token that may read it";
    if (error.code == ErrorCode::UpstreamRateLimited || answer.status == 503)
        error.retryAfterSeconds = retryAfterOf(answer, std::chrono::system_clock::now());
    return error;
}

Error errorFromDataHost(const Response &answer)
{
    Error error{codeFromStatus(answer.status), sentence(answer, "the data host")};
    if (error.code == ErrorCode::RepoNotFound || error.code == ErrorCode::AccessDenied)
        error.code = ErrorCode::UpstreamRefused;
    if (error.code == ErrorCode::UpstreamRateLimited || answer.status == 503)
        error.retryAfterSeconds = retryAfterOf(answer, std::chrono::system_clock::now());
    return error;
}

} // namespace mirrorlake::upstream
