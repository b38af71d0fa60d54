// By which names this mirror may be asked for. One that serves its own machine alone is reached by names that only that
// machine can mean: any other was made by DNS rebinding, to let a foreign page read what a browser here can reach.
// Values; pure. Thread: any.
#pragma once

#include "base/httpmessage.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::gate {

struct HostRules
{
    bool isLoopbackOnly = false;    ///< nothing but loopback is listened on; otherwise any name may lead here
    std::vector<std::string> names; ///< further ones, lower case: of the public URL, of proxies

    /// True for the Host header that the mirror can have been reached by.
    bool isAllowed(const HttpRequest &request) const;
    /// What whoever came by another name is told.
    static Error refusal();
};

/// A name that no DNS server is asked for (RFC 6761), or an address of 127.0.0.0/8 or ::1.
bool isLoopbackName(std::string_view name);
/// Host without port and brackets, lower case: "localhost" of "LocalHost:8090", "::1" of "[::1]:8090".
std::string hostNameOf(std::string_view hostHeader);

} // namespace mirrorlake::gate
