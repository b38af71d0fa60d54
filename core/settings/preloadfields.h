// Rows of the table for pre-downloads. Pure.
#pragma once

#include "settings/field.h"

namespace mirrorlake::settings {

std::span<const Field> preloadFields();

} // namespace mirrorlake::settings
