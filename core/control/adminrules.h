// Who may ask for what under /-/. A browser on this machine must not become the hand of a foreign page: names that only
// DNS rebinding makes, and calls that another site made, are refused before anything is answered. Pure.
#pragma once

#include "base/httpmessage.h"
#include "gate/hostrules.h"
#include "settings/settings.h"

#include <string>

namespace mirrorlake::control {

struct AdminRules
{
    gate::HostRules hosts;
    std::string token; ///< never empty
    bool isOpenToLoopback = false;
    bool isBehindProxy = false; ///< then what comes from this machine may come from anybody

    /// True when the caller may do what needs a right: it has the token, or needs none.
    bool mayDrive(const HttpRequest &request) const { return hasToken(request) || needsNoToken(request); }
    /// True for "Authorization: Bearer <token>". Takes the same time wherever a wrong one differs.
    bool hasToken(const HttpRequest &request) const;
    /// True when a page of another site made a browser send it.
    static bool isFromOtherSite(const HttpRequest &request);

private:
    /// Where the setting says so: a request that this machine's own programs sent to a name that only this machine can
    /// mean. What comes through a proxy comes from this machine too, whoever sent it: any sign of one closes the door.
    bool needsNoToken(const HttpRequest &request) const;
};

/// As the settings say.
AdminRules adminRules(const settings::ServerSettings &settings, std::string token);
/// Names that lead to a mirror of these settings.
gate::HostRules hostRules(const settings::ServerSettings &settings);

} // namespace mirrorlake::control
