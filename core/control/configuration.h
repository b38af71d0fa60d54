// Settings of a mirror, read and changed by those who drive it. Thread: any; nothing here waits.
#pragma once

#include "base/reason.h"
#include "control/operations.h"
#include "settings/settings.h"

#include <optional>
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
    std::optional<Reason> notSaved{};      ///< why the settings file knows nothing of it: lost at the next start
};

class Configuration
{
public:
    virtual ~Configuration() = default;

    virtual settings::Settings settings() const = 0;
    /// All or none; they hold when this returns, and are answered when they are saved. Errors: BadConfiguration that
    /// names the key.
    virtual void changeSettings(std::vector<Assignment> assignments, Then<SettingsOutcome> then) = 0;
};

} // namespace mirrorlake::control
