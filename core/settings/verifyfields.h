// Rows of the table for looking through what is held. Pure.
#pragma once

#include "settings/field.h"

namespace mirrorlake::settings {

std::span<const Field> verifyFields();

} // namespace mirrorlake::settings
