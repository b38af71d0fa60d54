#include "settings/sources.h"

#include "settings/fieldvalue.h"

#include <algorithm>

namespace mirrorlake::settings {

namespace {

constexpr std::string_view prefix = "MIRRORLAKE_";

/// True for MIRRORLAKE_SERVER_…: it is meant for a setting, even if there is none of that name.
bool namesAnArea(std::string_view variable)
{
    return std::ranges::any_of(fields(), [&](const Field &field) {
        const std::string area = environmentName(field.key.substr(0, field.key.find('.')));
        return variable.starts_with(area + "_");
    });
}

const Field *fieldOfVariable(std::string_view variable)
{
    for (const Field &field : fields()) {
        if (environmentName(field.key) == variable)
            return &field;
        if (std::ranges::any_of(field.oldKeys, [&](std::string_view key) { return environmentName(key) == variable; }))
            return &field;
    }
    return nullptr;
}

/// The key that a variable seems to name: "server.listen" for MIRRORLAKE_SERVER_LISTEN.
std::string keyOfVariable(std::string_view variable)
{
    std::string key(variable.substr(prefix.size()));
    std::ranges::transform(key, key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    if (const std::size_t end = key.find('_'); end != std::string::npos)
        key[end] = '.';
    return key;
}

} // namespace

std::string environmentName(std::string_view key)
{
    std::string name(prefix);
    std::ranges::transform(key, std::back_inserter(name), [](char c) {
        if (c == '.')
            return '_';
        return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
    });
    return name;
}

Result<void> applyEnvironment(Settings &settings, const std::vector<std::string> &entries)
{
    Settings changed = settings;
    for (const std::string &entry : entries) {
        const std::string_view variable = std::string_view(entry).substr(0, entry.find('='));
        if (!namesAnArea(variable) || variable.size() == entry.size())
            continue;
        const Field *field = fieldOfVariable(variable);
        if (!field)
            return fail(unknownKey(keyOfVariable(variable)).in(variable));
        if (auto applied = assign(changed, *field, std::string_view(entry).substr(variable.size() + 1)); !applied)
            return fail(applied.error().in(variable));
    }
    settings = std::move(changed);
    return {};
}

Result<void> applyAssignment(Settings &settings, std::string_view assignment)
{
    const std::size_t end = assignment.find('=');
    if (end == std::string_view::npos)
        return fail(ErrorCode::BadConfiguration, "'" + std::string(assignment) + "' is not key=value");
    const std::string_view key = assignment.substr(0, end);
    const Field *field = findField(key);
    if (!field)
        return fail(unknownKey(key));
    return assign(settings, *field, assignment.substr(end + 1));
}

} // namespace mirrorlake::settings
