// The snapshot as JSON and back: what GET /-/api/v1/status answers, and what mlake and a remote window read. Fields may
// be added, never change their meaning; bytes and rates are plain numbers, times unix seconds. Pure.
#pragma once

#include "control/snapshot.h"

#include <string>
#include <string_view>

namespace mirrorlake::control {

std::string toJson(const Snapshot &snapshot);
/// What is missing keeps its default. Errors: UpstreamBroken when it is not a snapshot.
Result<Snapshot> snapshotFromJson(std::string_view json);

} // namespace mirrorlake::control
