// mlake config: reads and changes settings of a running mirror.
#include "tool.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>

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
        code = Tool::failed(answer.error());
        return std::nullopt;
    }
    json list = json::parse(*answer, nullptr, false).value("settings", json::array());
    return list;
}

int show(Tool &tool, const std::vector<std::string> &keys)
{
    if (tool.isJson() && keys.empty())
        return tool.printJson("/config");
    int code = MlakeOk;
    const auto list = settingsOf(tool, code);
    if (!list)
        return code;
    std::string text;
    for (const json &one : *list) {
        const std::string key = one.value("key", "");
        const bool isWanted = keys.empty() || std::ranges::find(keys, key) != keys.end();
        if (!isWanted)
            continue;
        if (keys.size() == 1)
            return Tool::print(one.value("value", "") + "\n");
        const char *mark = one.value("is_default", true) ? " " : "*";
        text += fmt::format("{} {:<28} {}\n", mark, key, one.value("value", ""));
    }
    if (!keys.empty() && text.empty())
        return Tool::failed({ErrorCode::EntryNotFound, "there is no setting " + keys.front(), 0});
    return Tool::print(text);
}

int change(Tool &tool, const std::vector<Assignment> &assignments)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto outcome = mirror->changeSettings(assignments);
    if (!outcome)
        return Tool::failed(outcome.error());
    std::string text;
    for (const std::string &key : outcome->live)
        text += key + " holds from now on\n";
    for (const std::string &key : outcome->needsRestart)
        text += key + " holds from the next start on\n";
    return Tool::print(text);
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
    return change(tool, assignments);
}

/// What differs from the defaults, as KEY=VALUE lines. Secrets are not among it.
int exportAll(Tool &tool)
{
    int code = MlakeOk;
    const auto list = settingsOf(tool, code);
    if (!list)
        return code;
    std::string text;
    for (const json &one : *list) {
        if (one.value("is_default", true))
            continue;
        const bool isSecret = one.value("is_secret", false);
        text += (isSecret ? "# " : "") + one.value("key", "") + "=" + one.value("value", "") + "\n";
    }
    return Tool::print(text);
}

std::optional<std::vector<std::string>> linesOf(const std::string &file)
{
    std::ifstream opened(file);
    if (file != "-" && !opened)
        return std::nullopt;
    std::istream &in = file == "-" ? std::cin : opened;
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.front() != '#')
            lines.push_back(line);
    }
    return lines;
}

/// Shows what would be different; changes it with --apply only.
int importAll(Tool &tool, const std::string &file, bool applies)
{
    const auto lines = linesOf(file);
    if (!lines)
        return Tool::misused("the file " + file + " cannot be read");
    int code = MlakeOk;
    const auto list = settingsOf(tool, code);
    if (!list)
        return code;
    std::vector<std::string> different;
    std::string text;
    for (const std::string &line : *lines) {
        const std::string key = line.substr(0, line.find('='));
        const std::string value = key.size() < line.size() ? line.substr(key.size() + 1) : "";
        const auto known = std::ranges::find_if(*list, [&](const json &one) { return one.value("key", "") == key; });
        const std::string now = known == list->end() ? "?" : known->value("value", "");
        if (now == value)
            continue;
        text += fmt::format("{}\n  - {}\n  + {}\n", key, now, value);
        different.push_back(line);
    }
    if (different.empty())
        return Tool::print("nothing differs\n");
    if (const int printed = Tool::print(text); printed != MlakeOk || !applies)
        return printed;
    return set(tool, different);
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

    CLI::App *exporter = config->add_subcommand("export", "Print what differs from the defaults, without secrets");
    tool.serve(*exporter, [&tool] { return exportAll(tool); });

    CLI::App *importer = config->add_subcommand("import", "Show what a file would change, and change it with --apply");
    const auto file = std::make_shared<std::string>();
    const auto applies = std::make_shared<bool>(false);
    importer->add_option("file", *file, "As printed by export; - for standard input")->required();
    importer->add_flag("--apply", *applies, "Change the settings");
    tool.serve(*importer, [&tool, file, applies] { return importAll(tool, *file, *applies); });
}

} // namespace mirrorlake::app
