// Finds the mirror that serves from a data folder, or at a URL, and asks it for its status.
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
};

/// Where the mirror answers, without a slash at the end. Errors: EntryNotFound when none serves.
Result<std::string> urlOf(const Target &target);

/// The snapshot as JSON. The control token goes to the mirror of its own data folder only: with --url to this machine,
/// or when --data says that the two belong together; MIRRORLAKE_CONTROL_TOKEN gives another. Errors:
/// UpstreamUnreachable, AccessDenied, …
Result<std::string> fetchStatus(const Target &target, const std::string &url);

} // namespace mirrorlake::app
