// Finds the mirror that serves from a data folder, or at a URL, and the token that opens its admin API.
#pragma once

#include "base/error.h"

#include <filesystem>
#include <string>

namespace mirrorlake::app {

struct Target
{
    std::filesystem::path dataFolder;
    bool isFolderGiven = false; ///< by --data
    std::string url;            ///< by --url, or empty
    std::string token;          ///< by --token, or empty
};

/// Where the mirror answers, without a slash at the end. Errors: EntryNotFound when none serves.
Result<std::string> urlOf(const Target &target);

/// The control token goes to the mirror of its own data folder only: with --url to this machine, or when --data says
/// that the two belong together; --token and MIRRORLAKE_CONTROL_TOKEN give another. Errors: AccessDenied, ReadOnly, Io.
Result<std::string> tokenFor(const Target &target);

} // namespace mirrorlake::app
