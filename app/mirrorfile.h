// mirror.json in the data folder: how a program on the same machine finds the mirror that serves from it. It is there
// while one serves.
#pragma once

#include "base/error.h"

#include <filesystem>
#include <string>

namespace mirrorlake::app {

struct MirrorFile
{
    std::string url; ///< on this machine: "http://127.0.0.1:8090"
    long pid = 0;
};

/// Errors: NoSpace, ReadOnly, Io.
Result<void> writeMirrorFile(const std::filesystem::path &file, const MirrorFile &mirror);
void removeMirrorFile(const std::filesystem::path &file);
/// Errors: EntryNotFound when no mirror serves from this folder.
Result<MirrorFile> readMirrorFile(const std::filesystem::path &file);

} // namespace mirrorlake::app
