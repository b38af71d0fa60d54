// How the programs end. Others script against these numbers, so they never change their meaning.
#pragma once

#include "base/error.h"

#include <filesystem>
#include <string>

namespace mirrorlake::app {

enum ExitCode : int
{
    ExitOk = 0,
    ExitFailed = 1, ///< ended at once by a second signal, or by a fault of our own
    ExitUsage = 2,  ///< the command line cannot be understood
    ExitCannotListen = 3,
    ExitDataFolder = 4,       ///< not usable, or in use
    ExitBadConfiguration = 5, ///< a setting from the file, the environment or the command line
};

ExitCode exitCodeOf(const Error &error);

/// Cause and next step in one sentence, for standard error. Unlike the error's own message it may name the folder: only
/// whoever started the program reads it.
std::string exitSentence(const Error &error, const std::filesystem::path &dataFolder);

} // namespace mirrorlake::app
