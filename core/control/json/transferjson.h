// What changes of settings and imports of them came to, as JSON and back. Pure.
#pragma once

#include "control/configuration.h"
#include "settings/transfer.h"

namespace mirrorlake::control {

/// {"live":[…],"needs_restart":[…],"not_saved":null or {"reason":…,"reason_code":…}}
std::string settingsOutcomeJson(const SettingsOutcome &outcome);
/// Errors: UpstreamBroken.
Result<SettingsOutcome> settingsOutcomeFromJson(const std::string &json);

/// What an import changed, or would change.
struct Imported
{
    std::vector<settings::Difference> differences;
    std::optional<Reason> notSaved; ///< as in SettingsOutcome
};

/// {"differences":[{"key":…,"from":…,"to":…,"needs_restart":…}],"not_saved":…}
std::string importedJson(const Imported &imported);
/// Errors: UpstreamBroken.
Result<Imported> importedFromJson(const std::string &json);

} // namespace mirrorlake::control
