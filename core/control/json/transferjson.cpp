#include "control/json/transferjson.h"

#include "control/json/jsonfields.h"

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

namespace {

struct Differences
{
    std::vector<settings::Difference> list;
};

template<typename Io>
void fieldsOf(Io &io, Differences &differences)
{
    io("differences", differences.list);
}

} // namespace

std::string differencesJson(const std::vector<settings::Difference> &differences)
{
    return dumped(FieldWriter::asJson(Differences{differences}));
}

Result<std::vector<settings::Difference>> differencesFromJson(const std::string &json)
{
    return valueFromJson<Differences>(json).map([](Differences read) { return std::move(read.list); });
}

} // namespace mirrorlake::control
