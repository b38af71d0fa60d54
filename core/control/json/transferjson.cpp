#include "control/json/transferjson.h"

#include "control/json/jsonfields.h"

namespace mirrorlake {

template<typename Io>
void fieldsOf(Io &io, Reason &reason)
{
    control::reasonOf(io, reason);
}

} // namespace mirrorlake

namespace mirrorlake::settings {

template<typename Io>
void fieldsOf(Io &io, Difference &difference)
{
    io("key", difference.key);
    io("from", difference.from);
    io("to", difference.to);
    io("needs_restart", difference.needsRestart);
}

} // namespace mirrorlake::settings

namespace mirrorlake::control {

template<typename Io>
void fieldsOf(Io &io, SettingsOutcome &outcome)
{
    io("live", outcome.live);
    io("needs_restart", outcome.needsRestart);
    io("not_saved", outcome.notSaved);
}

template<typename Io>
void fieldsOf(Io &io, Imported &imported)
{
    io("differences", imported.differences);
    io("not_saved", imported.notSaved);
}

std::string settingsOutcomeJson(const SettingsOutcome &outcome)
{
    return dumped(FieldWriter::asJson(outcome));
}

Result<SettingsOutcome> settingsOutcomeFromJson(const std::string &json)
{
    return valueFromJson<SettingsOutcome>(json);
}

std::string importedJson(const Imported &imported)
{
    return dumped(FieldWriter::asJson(imported));
}

Result<Imported> importedFromJson(const std::string &json)
{
    return valueFromJson<Imported>(json);
}

} // namespace mirrorlake::control
