#include "settings/tomledit.h"

#include "settings/settingsfile.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>

namespace mirrorlake::settings {

namespace {

/// Where a line and a column of characters are, in bytes.
std::size_t offsetOf(std::string_view text, const toml::source_position &position)
{
    std::size_t offset = 0;
    for (toml::source_index line = 1; line < position.line; ++line)
        offset = text.find('\n', offset) + 1;
    const auto continuesCharacter = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
    };
    for (toml::source_index column = 1; column < position.column; ++column) {
        ++offset;
        while (continuesCharacter(offset))
            ++offset;
    }
    return std::min(offset, text.size());
}

std::string replaced(const std::string &text, const toml::source_region &region, const std::string &value)
{
    const std::size_t begin = offsetOf(text, region.begin);
    const std::size_t end = offsetOf(text, region.end);
    return text.substr(0, begin) + value + text.substr(end);
}

/// A line after the head of its area, which is added at the end when it is not there.
std::string added(const std::string &text, const toml::table &table, std::string_view area, const std::string &line)
{
    const toml::node *node = table.get(area);
    if (!node) {
        const bool isLineOpen = !text.empty() && text.back() != '\n';
        return text + (isLineOpen ? "\n" : "") + (text.empty() ? "[" : "\n[") + std::string(area) + "]\n" + line + "\n";
    }
    const std::size_t headEnd = text.find('\n', offsetOf(text, node->source().begin));
    if (headEnd == std::string::npos)
        return text + "\n" + line + "\n";
    return text.substr(0, headEnd + 1) + line + "\n" + text.substr(headEnd + 1);
}

/// The key under which the file has this field: its own, or one of earlier versions.
const toml::node *nodeOf(const toml::table &table, const Field &field)
{
    if (const toml::node *node = table.at_path(field.key).node())
        return node;
    for (const std::string_view old : field.oldKeys) {
        if (const toml::node *node = table.at_path(old).node())
            return node;
    }
    return nullptr;
}

std::string edited(const std::string &text, const Settings &settings, const Field &field)
{
    const toml::table table = toml::parse(text);
    const std::string value = tomlValue(settings, field);
    if (const toml::node *node = nodeOf(table, field))
        return replaced(text, node->source(), value);
    const std::size_t point = field.key.find('.');
    return added(text, table, field.key.substr(0, point), std::string(field.key.substr(point + 1)) + " = " + value);
}

bool says(const std::string &text, const Settings &settings)
{
    Settings read;
    return applyToml(read, text) &&
           std::ranges::all_of(fields(), [&](const Field &field) { return isSame(read, settings, field); });
}

std::optional<std::string> editedInPlace(std::string text, const Settings &settings)
{
    Settings old;
    if (!applyToml(old, text))
        return std::nullopt;
    try {
        for (const Field &field : fields()) {
            if (!isSame(old, settings, field))
                text = edited(text, settings, field);
        }
    } catch (const toml::parse_error &) {
        return std::nullopt;
    }
    return says(text, settings) ? std::optional(text) : std::nullopt;
}

} // namespace

std::string editedToml(const std::string &text, const Settings &settings)
{
    return editedInPlace(text, settings).value_or(changesAsToml(settings));
}

} // namespace mirrorlake::settings
