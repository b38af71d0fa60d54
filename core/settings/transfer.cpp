#include "settings/transfer.h"

#include "settings/fieldvalue.h"
#include "settings/settingsfile.h"

namespace mirrorlake::settings {

std::string exportedToml(const Settings &settings, Secrets secrets)
{
    if (secrets == Secrets::Included)
        return changesAsToml(settings);
    const Settings defaults;
    Settings open = settings;
    std::string leftOut;
    for (const Field &field : fields()) {
        if (shownText(settings, field) == valueText(settings, field))
            continue;
        leftOut += "# " + std::string(field.key) + " is a secret and was left out\n";
        static_cast<void>(assignItems(open, field, valueItems(defaults, field)));
    }
    return leftOut + changesAsToml(open);
}

Result<Import> importOf(const Settings &now, std::string_view text)
{
    Settings wanted = now;
    auto applied = applyToml(wanted, text);
    if (applied)
        applied = validate(wanted);
    if (!applied)
        return fail(applied.error());
    Import import;
    for (const Field &field : fields()) {
        if (isSame(now, wanted, field))
            continue;
        import.differences.push_back(
            {std::string(field.key), shownText(now, field), shownText(wanted, field), field.needsRestart});
        import.assignments.emplace_back(field.key, valueText(wanted, field));
    }
    return import;
}

} // namespace mirrorlake::settings
