// The landing page: for browsers the page of resources/landing filled in, for curl the same as plain text. Everything
// that is filled in is escaped for the place where it stands. Pure.
#pragma once

#include "mirror/landing/landingfacts.h"

#include <string>
#include <string_view>

namespace mirrorlake::mirror {

enum class LandingState
{
    Serving,
    Away,   ///< upstream cannot be reached now
    Offline ///< offline mode is on
};

enum class LandingLanguage
{
    English,
    Chinese
};

struct LandingView
{
    std::string url; ///< the address that the visitor came by
    LandingState state = LandingState::Serving;
    LandingLanguage language = LandingLanguage::English;
    std::int64_t now = 0; ///< unix seconds
    LandingFacts facts;
};

std::string landingHtml(const LandingView &view);
std::string landingText(const LandingView &view);
/// Content-Security-Policy for that page: its own script and style by their hashes, nothing else.
const std::string &landingPolicy();

/// What of the two is wanted: "?lang=zh" in the query, then Accept-Language by its weights.
LandingLanguage landingLanguage(std::string_view target, std::string_view acceptLanguage);

/// "65.5 GB", "0 B": thousands, three digits, a non-breaking space before the unit.
std::string sizeText(std::int64_t bytes);

} // namespace mirrorlake::mirror
