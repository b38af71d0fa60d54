// From a command line to settings: finds the data folder and the settings file, then puts all sources over the
// defaults. Pure, but for reading the file.
#pragma once

#include "commandline.h"
#include "settings/settings.h"

#include <filesystem>
#include <optional>

namespace mirrorlake::app {

struct StartUp
{
    settings::Settings settings;
    std::filesystem::path settingsFile;
    std::optional<Error> settingsTrouble; ///< the file is broken, and what it said before is used
};

/// "NAME=value" of this process.
std::vector<std::string> environmentOfProcess();

/// --data, else MIRRORLAKE_DATA, else what was chosen in the window, else mirrorlake in the XDG data folder; absolute.
std::filesystem::path dataFolderOf(const std::string &given, const std::vector<std::string> &environment);

/// Order: defaults, settings file (or what it said when it was last in order), environment, command line. Errors:
/// BadConfiguration.
Result<StartUp> resolveStartUp(const CommandLine &line, const std::vector<std::string> &environment);

/// Sets the level and the format of the log.
void setupLog(const settings::LogSettings &settings);

/// What a mirror with these settings would meet: settings that name files, the data folder, the addresses.
/// Errors: BadConfiguration, DataFolderInUse, DataFolderUnusable, CannotListen.
Result<void> check(const settings::Settings &settings);
/// The first of these: settings that name files which cannot be read. Errors: BadConfiguration.
Result<void> checkFiles(const settings::Settings &settings);

} // namespace mirrorlake::app
