#include "startup.h"

#include "base/log.h"
#include "control/freeport.h"
#include "datachoice.h"
#include "datafolder.h"
#include "settings/fieldvalue.h"
#include "settings/lastgood.h"
#include "settings/route.h"
#include "settings/sources.h"

#include <unistd.h>

namespace mirrorlake::app {

namespace {

/// The value of a variable, or nothing when it is not set or empty.
std::string variable(const std::vector<std::string> &environment, std::string_view name)
{
    for (const std::string &entry : environment) {
        if (entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=')
            return entry.substr(name.size() + 1);
    }
    return {};
}

Result<void> applyCommandLine(settings::Settings &settings, const CommandLine &line)
{
    for (const std::string &assignment : line.assignments) {
        if (auto applied = settings::applyAssignment(settings, assignment); !applied)
            return applied;
    }
    if (line.listen.empty())
        return {};
    return settings::assignItems(settings, *settings::findField("server.listen"), line.listen);
}

} // namespace

std::vector<std::string> environmentOfProcess()
{
    std::vector<std::string> entries;
    for (char **entry = environ; entry && *entry; ++entry)
        entries.emplace_back(*entry);
    return entries;
}

std::filesystem::path dataFolderOf(const std::string &given, const std::vector<std::string> &environment)
{
    const std::string fromEnvironment = variable(environment, "MIRRORLAKE_DATA");
    const std::string chosen = given.empty() ? fromEnvironment : given;
    std::error_code failure;
    std::filesystem::path folder = chosen.empty() ? chosenDataFolder() : std::filesystem::path(chosen);
    if (folder.empty())
        folder = DataFolder::defaultPath();
    const std::filesystem::path whole = std::filesystem::absolute(folder, failure);
    return (failure ? folder : whole).lexically_normal();
}

Result<StartUp> resolveStartUp(const CommandLine &line, const std::vector<std::string> &environment)
{
    StartUp startUp;
    const std::filesystem::path folder = dataFolderOf(line.dataFolder, environment);
    const std::string fromEnvironment = variable(environment, "MIRRORLAKE_CONFIG");
    const std::filesystem::path config = line.configFile.empty() ? fromEnvironment : line.configFile;
    startUp.settings.dataFolder = folder.string();
    startUp.settingsFile = config.empty() ? folder / "mirrorlake.toml" : config;
    std::error_code failure;
    if (!config.empty() && !std::filesystem::exists(config, failure))
        return fail(ErrorCode::BadConfiguration, "the settings file " + config.string() + " is not there");
    auto read = settings::applyFileOrLastGood(startUp.settings, startUp.settingsFile, folder);
    if (!read)
        return fail(read.error());
    startUp.settingsTrouble = std::move(*read);
    auto applied = settings::applyEnvironment(startUp.settings, environment).and_then([&] {
        return applyCommandLine(startUp.settings, line);
    });
    if (!applied)
        return fail(applied.error());
    return startUp;
}

void setupLog(const settings::LogSettings &settings)
{
    log::Level level = log::Level::Info;
    log::parseLevel(settings.level, level);
    log::setup(level, settings.format == "json" ? log::Format::Json : log::Format::Text);
}

Result<void> checkFiles(const settings::Settings &settings)
{
    std::vector<std::pair<std::string_view, std::string>> files{{"upstream.ca_file", settings.upstream.caFile}};
    for (const std::string &text : settings.upstream.fallbacks) {
        if (const auto route = settings::RouteSettings::parse(text))
            files.emplace_back("upstream.fallbacks", route->caFile);
    }
    for (const auto &[key, file] : files) {
        if (!file.empty() && ::access(file.c_str(), R_OK) != 0)
            return fail(ErrorCode::BadConfiguration, std::string(key) + ": the file with certificates cannot be read");
    }
    return {};
}

Result<void> check(const settings::Settings &settings)
{
    if (auto checked = checkFiles(settings); !checked)
        return checked;
    if (const auto folder = DataFolder::open(settings.dataFolder); !folder)
        return fail(folder.error());
    for (const std::string &address : settings.server.listen) {
        if (auto free = control::tryListen(address); !free)
            return free;
    }
    return {};
}

} // namespace mirrorlake::app
