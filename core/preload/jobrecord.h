// A job in the form in which the catalogue keeps it, and back. Pure.
#pragma once

#include "catalog/job.h"
#include "preload/job.h"

namespace mirrorlake::preload {

catalog::JobRecord recordOf(const Job &job);
/// As it stood; one that was running or waiting is Queued again, since nothing runs after a start.
Job jobOf(const catalog::JobRecord &record);

} // namespace mirrorlake::preload
