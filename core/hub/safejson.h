// JSON from upstream, read with distrust: neither deep nesting nor millions of tiny values may cost more than a bounded
// piece of stack and memory. Pure.
#pragma once

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string_view>

namespace mirrorlake::hub {

/// Bytes of one file: a pebibyte, which no disk could hold.
constexpr std::int64_t largestFile = std::int64_t(1) << 50;

/// True if no value lies deeper than 64 levels and there are at most four million of them. Says nothing of validity.
bool isModestJson(std::string_view text);

/// Errors: UpstreamBroken for what is no JSON, or none of modest shape; what names the answer in the sentence.
template<typename Json = nlohmann::json>
Result<Json> parseUpstreamJson(std::string_view text, std::string_view what)
{
    if (!isModestJson(text))
        return fail(ErrorCode::UpstreamBroken, std::string(what) + " from upstream is too large or too deep");
    Json document = Json::parse(text, nullptr, false);
    if (document.is_discarded())
        return fail(ErrorCode::UpstreamBroken, std::string(what) + " from upstream is not valid JSON");
    return document;
}

} // namespace mirrorlake::hub
