#include "settings/reference.h"

#include "settings/fieldvalue.h"
#include "settings/sources.h"

namespace mirrorlake::settings {

namespace {

constexpr std::string_view heading =
    "# Settings\n\n"
    "Weakest first: the defaults, the settings file (`mirrorlake.toml` in the data folder, or `--config FILE`), the "
    "environment, the command line (`--set key=value`). `mlake config set key=value` changes a running mirror; what "
    "needs a restart says so. `mirrorlaked --print-config` shows what would be used.\n"
    "This page is made from the table in `core/settings/fieldtable.cpp`.\n";

/// A bar would end the cell.
std::string cell(std::string text)
{
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
        text.insert(at, 1, '\\');
    return text;
}

std::string defaultText(const Field &field)
{
    const std::string value = valueText(Settings(), field);
    return value.empty() ? "" : "`" + value + "`";
}

std::string_view areaOf(const Field &field)
{
    return field.key.substr(0, field.key.find('.'));
}

} // namespace

std::string settingsDocument()
{
    std::string text(heading);
    std::string_view area;
    for (const Field &field : fields()) {
        if (areaOf(field) != area) {
            area = areaOf(field);
            text += "\n## " + std::string(area) +
                    "\n\n| key | default | allowed | restart | what |\n|---|---|---|---|---|\n";
        }
        text += "| `" + std::string(field.key) + "` | " + cell(defaultText(field)) + " | " + cell(allowedText(field)) +
                " | " + (field.needsRestart ? "yes" : "") + " | " + cell(field.help) + " |\n";
    }
    return text + "\nIn the environment `server.idle_timeout` is `" + environmentName("server.idle_timeout") + "`.\n";
}

} // namespace mirrorlake::settings
