#include "settings/tomltext.h"

#include <toml++/toml.h>

#include <sstream>

namespace mirrorlake::settings {

namespace {

std::string quotedText(std::string_view text)
{
    std::ostringstream out;
    out << toml::toml_formatter(toml::value<std::string>(std::string(text)), toml::format_flags::none);
    return out.str();
}

std::string writtenValue(const Settings &settings, const Field &field, bool isMasked)
{
    const FieldKind kind = kindOf(field);
    const std::string text = isMasked ? shownText(settings, field) : valueText(settings, field);
    if (kind == FieldKind::Switch || kind == FieldKind::Number)
        return text;
    if (kind != FieldKind::TextList)
        return quotedText(text);
    std::string list;
    for (const std::string &item : isMasked ? shownItems(settings, field) : valueItems(settings, field))
        list += (list.empty() ? "" : ", ") + quotedText(item);
    return "[" + list + "]";
}

std::string_view areaOf(const Field &field)
{
    return field.key.substr(0, field.key.find('.'));
}

std::string asToml(const Settings &settings, bool isComplete)
{
    const Settings defaults;
    std::string text;
    std::string_view area;
    for (const Field &field : fields()) {
        if (!isComplete && isSame(settings, defaults, field))
            continue;
        if (areaOf(field) != area) {
            area = areaOf(field);
            text += (text.empty() ? "[" : "\n[") + std::string(area) + "]\n";
        }
        if (isComplete)
            text += "# " + std::string(field.help) + "\n";
        text +=
            std::string(field.key.substr(area.size() + 1)) + " = " + writtenValue(settings, field, isComplete) + "\n";
    }
    return text;
}

} // namespace

std::string tomlValue(const Settings &settings, const Field &field)
{
    return writtenValue(settings, field, false);
}

std::string changesAsToml(const Settings &settings)
{
    return asToml(settings, false);
}

std::string allAsToml(const Settings &settings)
{
    return asToml(settings, true);
}

} // namespace mirrorlake::settings
