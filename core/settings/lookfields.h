// Rows of the table for the window: how it looks, what closing it means, what the desktop is told. Pure.
#pragma once

#include "settings/field.h"

namespace mirrorlake::settings {

std::span<const Field> lookFields();

} // namespace mirrorlake::settings
