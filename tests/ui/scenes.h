// Snapshots to look at: the same numbers every time. Pure.
#pragma once

#include "base/log.h"
#include "control/snapshot.h"
#include "settings/settings.h"

namespace mirrorlake::test {

/// All scenes happen at this moment: 21 Nov 2026, 14:32:10 UTC.
constexpr std::int64_t sceneTime = 1'795'271'530;

settings::Settings sceneSettings();
control::Snapshot stoppedScene(); ///< before anything was served
control::Snapshot idleScene();    ///< serving, no client yet
control::Snapshot busyScene();    ///< four clients download, five did today
control::Snapshot portTakenScene();
control::Snapshot brokenFolderScene();
std::vector<log::Line> sceneLog();

} // namespace mirrorlake::test
