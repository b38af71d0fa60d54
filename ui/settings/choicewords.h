// What the values of a setting with choices are called by people. Pure but for the language.
#pragma once

#include "settings/field.h"

#include <QString>

namespace mirrorlake::ui {

/// "Least recently used" of eviction.policy and "lru"; the value itself where it has no words.
QString choiceText(const settings::Field &field, std::string_view value);

} // namespace mirrorlake::ui
