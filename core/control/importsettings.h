// Takes over settings that were exported elsewhere: first says what would be different, then changes it. For whoever
// drives a mirror. Thread: any; nothing here waits.
#pragma once

#include "control/control.h"
#include "settings/transfer.h"

namespace mirrorlake::control {

enum class ImportMode
{
    DryRun, ///< only says what would be different
    Apply
};

/// toml: as settings::exportedToml() writes it. Errors: BadConfiguration with the line and the key; nothing is changed
/// then.
void importSettings(Control &control, std::string_view toml, ImportMode mode, Then<settings::Import> then);

/// The change that an import asks for.
std::vector<Assignment> assignmentsOf(const settings::Import &import);

} // namespace mirrorlake::control
