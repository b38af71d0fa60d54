// Does for a fill what takes the disk but no network: reserves its space, rechecks what an earlier run left, reads back
// for the hash what came early, verifies, publishes. One at a time for a fill; after a slice of work it goes to the end
// of the queue. Thread: a pool thread.
#pragma once

#include "fill/fill.h"

namespace mirrorlake::fill {

/// True when the fill needs no more care now, false when the slice is over and it must be called again.
bool attendTo(Fill &fill);

} // namespace mirrorlake::fill
