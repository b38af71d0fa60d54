// A painted week as rules that people can read, and back: "mon-fri 9-18 full". What is limited needs no rule. Pure.
#pragma once

#include "base/week.h"

namespace mirrorlake::ui {

using WeekCells = std::array<WeekLevel, 168>; ///< Monday 0:00 first

WeekCells cellsOf(const Week &week);
/// Few rules that Week::parse reads back as the same week.
std::vector<std::string> rulesOf(const WeekCells &cells);

} // namespace mirrorlake::ui
