// Settings on their way from one mirror to another: exported as TOML, and compared before they are imported. Pure.
#pragma once

#include "base/error.h"
#include "settings/settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::settings {

enum class Secrets
{
    LeftOut, ///< a comment stands in their place
    Included
};

/// What differs from the defaults, as TOML that a settings file may hold too.
std::string exportedToml(const Settings &settings, Secrets secrets);

/// One setting that an import would change. Secrets are masked in what is shown.
struct Difference
{
    std::string key;
    std::string from;
    std::string to;
    bool needsRestart = false;

    bool operator==(const Difference &) const = default;
};

struct Import
{
    std::vector<Difference> differences;                          ///< in order of the table
    std::vector<std::pair<std::string, std::string>> assignments; ///< key and value, secrets and all
};

/// What of this text differs from the settings now; what it does not name stays. Errors: BadConfiguration with the line
/// and the key.
Result<Import> importOf(const Settings &now, std::string_view text);

} // namespace mirrorlake::settings
