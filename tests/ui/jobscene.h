// The details of the jobs of busyScene() to look at: the same numbers every time. Pure.
#pragma once

#include "control/operations.h"

namespace mirrorlake::test {

/// The first job is on its way with two files, the seventh has failed; others have little to tell.
Result<preload::JobDetail> sceneDetail(preload::JobId id);

} // namespace mirrorlake::test
