// mlake config: reads and changes settings of a running mirror.
#include "control/json/transferjson.h"
#include "inputtext.h"
#include "tool.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace mirrorlake::app {

namespace {

using control::Assignment;
using nlohmann::json;

/// Settings as the mirror shows them; nothing, and the exit code, when it does not.
std::optional<json> settingsOf(Tool &tool, int &code)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror) {
        code = tool.code();
        return std::nullopt;
    }
    const auto answer = mirror->get("/config");
    if (!answer) {
        code = tool.failed(answer.error());
        return std::nullopt;
    }
    json list = json::parse(*answer, nullptr, false).value("settings", json::array());
    return list;
}

/// "limits" names all of its settings.
bool names(const std::string &wanted, const std::string &key)
{
    return key == wanted || key.starts_with(wanted + ".");
}

int show(Tool &tool, const std::vector<std::string> &keys)
{
    if (tool.isJson() && keys.empty())
        return tool.printJson("/config");
    int code = MlakeOk;
    const auto list = settingsOf(tool, code);
    if (!list)
        return code;
    for (const std::string &wanted : keys) {
        if (std::ranges::none_of(*list, [&](const json &one) { return names(wanted, one.value("key", "")); }))
            return tool.failed(
                {ErrorCode::EntryNotFound, "there is no setting " + wanted + "; mlake config get shows all", 0});
    }
    std::string text;
    json chosen = json::array();
    for (const json &one : *list) {
        const std::string key = one.value("key", "");
        const auto isNamed = [&](const std::string &wanted) { return names(wanted, key); };
        if (!keys.empty() && std::ranges::none_of(keys, isNamed))
            continue;
        chosen.push_back(one);
        const char *mark = one.value("is_default", true) ? " " : "*";
        text += fmt::format("{} {:<28} {}\n", mark, key, one.value("value", ""));
    }
    if (tool.isJson())
        return Tool::print(json{{"settings", chosen}}.dump() + "\n");
    const bool isOne = keys.size() == 1 && chosen.front().value("key", "") == keys.front();
    return Tool::print(isOne ? chosen.front().value("value", "") + "\n" : text);
}

int set(Tool &tool, const std::vector<std::string> &pairs)
{
    std::vector<Assignment> assignments;
    for (const std::string &pair : pairs) {
        const std::size_t equals = pair.find('=');
        if (equals == 0 || equals == std::string::npos)
            return Tool::misused("write KEY=VALUE, not '" + pair + "'");
        assignments.push_back({pair.substr(0, equals), pair.substr(equals + 1)});
    }
    return tool.assign(assignments);
}

int exportAll(Tool &tool, bool withSecrets)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto answer = mirror->get(withSecrets ? "/config/export?secrets=true" : "/config/export");
    if (!answer)
        return tool.failed(answer.error());
    return Tool::print(tool.isJson() ? *answer + "\n" : json::parse(*answer, nullptr, false).value("toml", ""));
}

std::string differencesText(const std::vector<settings::Difference> &differences, bool isDryRun)
{
    if (differences.empty())
        return "nothing differs\n";
    std::string text;
    for (const settings::Difference &one : differences)
        text += fmt::format("{}{}\n  - {}\n  + {}\n", one.key, one.needsRestart ? "  (from the next start on)" : "",
                            one.from, one.to);
    return text + (isDryRun ? "nothing was changed; without --dry-run it is\n" : "");
}

int importAll(Tool &tool, const std::string &file, bool isDryRun)
{
    const auto text = inputText(file);
    if (!text)
        return Tool::misused(text.error().message);
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const json order{{"toml", *text}, {"dry_run", isDryRun}};
    const auto answer = mirror->post("/config/import", order.dump(-1, ' ', false, json::error_handler_t::replace));
    if (!answer)
        return tool.failed(answer.error());
    const auto imported = control::importedFromJson(*answer);
    if (!imported)
        return tool.failed(imported.error());
    const int code = Tool::print(tool.isJson() ? *answer + "\n" : differencesText(imported->differences, isDryRun));
    return imported->notSaved ? Tool::notSaved(*imported->notSaved) : code;
}

} // namespace

void addConfig(CLI::App &parser, Tool &tool)
{
    CLI::App *config = parser.add_subcommand("config", "Show and change settings of the running mirror");
    config->require_subcommand(1);
    CLI::App *get = config->add_subcommand("get", "Show settings; * marks what is not the default");
    const auto keys = std::make_shared<std::vector<std::string>>();
    get->add_option("key", *keys, "Only these");
    tool.serve(*get, [&tool, keys] { return show(tool, *keys); });

    CLI::App *setter = config->add_subcommand("set", "Change settings, all or none");
    const auto pairs = std::make_shared<std::vector<std::string>>();
    setter->add_option("assignment", *pairs, "KEY=VALUE")->required();
    tool.serve(*setter, [&tool, pairs] { return set(tool, *pairs); });

    CLI::App *exporter = config->add_subcommand("export", "Print what differs from the defaults, as TOML");
    const auto withSecrets = std::make_shared<bool>(false);
    exporter->add_flag("--secrets", *withSecrets, "With tokens and passwords");
    tool.serve(*exporter, [&tool, withSecrets] { return exportAll(tool, *withSecrets); });

    CLI::App *importer = config->add_subcommand("import", "Take over what export printed; shows what is different");
    const auto file = std::make_shared<std::string>();
    const auto isDryRun = std::make_shared<bool>(false);
    importer->add_option("file", *file, "As printed by export; - for standard input")->required();
    importer->add_flag("--dry-run", *isDryRun, "Only show what would be different");
    tool.serve(*importer, [&tool, file, isDryRun] { return importAll(tool, *file, *isDryRun); });
}

} // namespace mirrorlake::app
