// Settings of a mirror, read and changed by those who drive it. Thread: any; nothing here waits.
#pragma once

#include "base/error.h"
#include "settings/settings.h"

#include <string>
#include <vector>

namespace mirrorlake::control {

struct Assignment
{
    std::string key;   ///< "server.idle_timeout"
    std::string value; ///< as people write it; items of a list with ", " between
};

struct SettingsOutcome
{
    std::vector<std::string> live;         ///< keys that hold from now on
    std::vector<std::string> needsRestart; ///< keys that hold from the next start on
};

class Configuration
{
public:
    virtual ~Configuration() = default;

    virtual settings::Settings settings() const = 0;
    /// All or none, and saves them. Errors: BadConfiguration that names the key.
    virtual Result<SettingsOutcome> change(const std::vector<Assignment> &assignments) = 0;
};

} // namespace mirrorlake::control
