// What would go if other settings of eviction held, before they are applied. Thread: any; takes as long as the disk
// needs.
#pragma once

#include "settings/settings.h"
#include "sweep/decision.h"

#include <string_view>

namespace mirrorlake::app {

/// changes: words key=value with spaces between, keys of eviction alone, on top of what holds. Errors: BadRequest that names the word;
/// Io.
Result<sweep::SweepResult> previewOf(const sweep::Librarian &librarian, const sweep::Standing &standing,
                                     const settings::EvictionSettings &present, std::string_view changes);

} // namespace mirrorlake::app
