// Rows of the table for limits, eviction and the meter. Pure.
#pragma once

#include "settings/field.h"

namespace mirrorlake::settings {

std::span<const Field> limitFields();
std::span<const Field> evictionFields();
std::span<const Field> meterFields();

} // namespace mirrorlake::settings
