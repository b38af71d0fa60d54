// Each route is asked once for all checks: for a list of models, and whether it accepts its token. Thread: any; blocks.
#pragma once

#include "doctor/patient.h"
#include "doctor/probe.h"

#include <optional>

namespace mirrorlake::doctor {

/// "https://hub.example:443/path" in parts.
struct UrlParts
{
    bool isTls = false;
    std::string host; ///< without brackets
    int port = 0;
};
UrlParts partsOf(const std::string &url);
/// True for what is an address and no name.
bool isAddress(const std::string &host);

struct Visit
{
    std::string url; ///< without user and password
    UrlParts parts;
    upstream::ClientOptions client;
    std::string proxy; ///< that leads there, of the settings or the environment; may hold a password
    bool hasToken = false;
    std::optional<Result<upstream::Response>> list;   ///< nothing in offline mode
    std::optional<Result<upstream::Response>> whoami; ///< with a token only
    Clock::Wall askedAt{};
};

/// Routes in their order; not asked in offline mode.
std::vector<Visit> visitRoutes(const Patient &patient, Probe &probe);

/// The value of a variable, or empty; names in the order in which they count.
std::string variable(const std::vector<std::string> &environment, std::initializer_list<std::string_view> names);
/// True if no_proxy names this host.
bool isUnproxied(const std::vector<std::string> &environment, const std::string &host);

} // namespace mirrorlake::doctor
