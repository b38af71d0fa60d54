// The words for the state of the mirror. Thread: GUI (translations).
#pragma once

#include "control/snapshot.h"

#include <QString>

namespace mirrorlake::ui {

/// "Serving", "Serving, offline", "Stopping, 3 clients finish", "Not serving"…
QString stateWord(const control::Snapshot &snapshot);
/// Tone of the style sheet for that word: "ok", "error" or "".
const char *stateTone(control::MirrorState state);
/// Clients that something is being sent to.
int activeClients(const control::Snapshot &snapshot);
/// Jobs that the queue still has to do.
int openJobs(const control::Snapshot &snapshot);

} // namespace mirrorlake::ui
