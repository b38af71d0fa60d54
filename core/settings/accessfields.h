// Rows of the table for who may read. Pure.
#pragma once

#include "settings/field.h"

namespace mirrorlake::settings {

std::span<const Field> accessFields();

} // namespace mirrorlake::settings
