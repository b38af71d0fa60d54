// Opens the catalogue's file: makes, migrates, refuses a later one, sets a damaged one aside, and reads what lives in
// memory. Thread: the one that opens.
#pragma once

#include "catalog/connection.h"
#include "catalog/repobook.h"

namespace mirrorlake::catalog {

struct OpenedFile
{
    std::unique_ptr<Connection> connection; ///< for the writer
    RepoBook book;
};

Result<OpenedFile> openCatalogFile(const std::filesystem::path &file, const Clock &clock);

/// Leaves a note beside the file that the next opening is to check it whole.
void markSuspect(const std::filesystem::path &file);

} // namespace mirrorlake::catalog
