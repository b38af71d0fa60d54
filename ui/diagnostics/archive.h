// Files in memory as one .tar.gz. Thread: any; touches the disk.
#pragma once

#include "base/error.h"
#include "ui/diagnostics/diagnostics.h"

namespace mirrorlake::ui {

/// Errors: Io, with what the system says.
Result<void> writeArchive(const QString &path, const std::vector<DiagnosticFile> &files);

} // namespace mirrorlake::ui
