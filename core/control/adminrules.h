// Who may ask for what under /-/. A browser on this machine must not become the hand of a foreign page: names that only
// DNS rebinding makes, and calls that another site made, are refused before anything is answered. Pure.
#pragma once

#include "base/httpmessage.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::control {

struct AdminRules
{
    bool isLoopbackOnly = true; ///< nothing but loopback is listened on
    std::string publicHost;     ///< "mirror.example.org" of the public URL, or empty
    std::string token;          ///< never empty

    /// True for the Host header that the mirror can have been reached by. One that listens for others may have any
    /// name.
    bool isHostAllowed(const HttpRequest &request) const;
    /// True for "Authorization: Bearer <token>". Takes the same time wherever a wrong one differs.
    bool hasToken(const HttpRequest &request) const;
    /// True when a page of another site made a browser send it.
    static bool isFromOtherSite(const HttpRequest &request);
};

AdminRules adminRules(const std::vector<std::string> &listen, const std::string &publicUrl, std::string token);

/// Host without port and brackets, lower case: "localhost" of "LocalHost:8090", "::1" of "[::1]:8090".
std::string hostNameOf(std::string_view hostHeader);

} // namespace mirrorlake::control
