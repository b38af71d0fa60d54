// The mirror that is looked at, as values: what is set, where it listens, who asks. Thread: none.
#pragma once

#include "control/snapshot.h"
#include "upstream/routes.h"

#include <filesystem>
#include <string>
#include <vector>

namespace mirrorlake::doctor {

struct Patient
{
    upstream::HubOptions upstream;                 ///< routes with their proxies, tokens and certificates
    std::vector<std::string> listen;               ///< as set: "127.0.0.1:8090"
    std::vector<std::string> endpoints;            ///< that are listened on now; empty: it does not run
    std::vector<control::ServedAddress> addresses; ///< under which it answers
    std::string localUrl;                          ///< for this machine: "http://127.0.0.1:8090"
    std::filesystem::path folder;
    std::filesystem::path settingsFile;
    std::int64_t freeSpace = 0;           ///< bytes that may still be written
    std::vector<std::string> environment; ///< "NAME=value", of whoever asks

    bool isRunning() const { return !endpoints.empty(); }
};

} // namespace mirrorlake::doctor
