// What a field of the settings may hold, for the person who typed something else. Thread: GUI (translations).
#pragma once

#include "base/error.h"
#include "settings/field.h"

#include <QString>

namespace mirrorlake::ui {

/// "Allowed: a whole number from 1 to 64"; for texts with a form of their own, what is wrong about this one.
QString faultText(const settings::Field &field, const Error &why);

} // namespace mirrorlake::ui
