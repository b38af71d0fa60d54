// Is the settings file in order? A broken one is not used, and not written.
#include "settings/settingsfile.h"
#include "doctor/checks.h"

namespace mirrorlake::doctor {

Findings checkSettingsFile(const Bench &bench)
{
    settings::Settings read;
    const auto applied = settings::applyFile(read, bench.patient.settingsFile);
    if (applied)
        return {{"settings-good"}};
    return {{"settings-broken", {applied.error().message}}};
}

} // namespace mirrorlake::doctor
