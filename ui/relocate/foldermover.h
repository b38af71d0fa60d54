// How the window has the data folder moved. Plain.
#pragma once

#include "base/error.h"
#include "relocate/moveprogress.h"

#include <QString>

#include <functional>

namespace mirrorlake::ui {

/// Moves what the mirror of this PC keeps, and remembers the new folder. Waits for the disk; called on a thread of its
/// own while the mirror is stopped.
using FolderMover = std::function<Result<void>(const QString &to, const relocate::MoveWatch &watch)>;

} // namespace mirrorlake::ui
