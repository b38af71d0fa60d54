#include "control/importsettings.h"

namespace mirrorlake::control {

std::vector<Assignment> assignmentsOf(const settings::Import &import)
{
    std::vector<Assignment> assignments;
    for (const auto &[key, value] : import.assignments)
        assignments.push_back({key, value});
    return assignments;
}

void importSettings(Control &control, std::string_view toml, ImportMode mode, Then<settings::Import> then)
{
    auto import = settings::importOf(control.settings(), toml);
    if (!import || import->differences.empty() || mode == ImportMode::DryRun)
        return then(std::move(import));
    const auto assignments = assignmentsOf(*import);
    control.changeSettings(assignments, [import = std::move(*import), then = std::move(then)](const auto &changed) {
        changed ? then(import) : then(fail(changed.error()));
    });
}

} // namespace mirrorlake::control
