// The rates that a menu of limits offers, fastest first. Pure.
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <vector>

namespace mirrorlake::ui {

constexpr qint64 megabyte = 1'000'000;

/// The presets, and what holds now where it is none of them; all in bytes a second, 0 for no limit.
inline std::vector<qint64> rateChoices(std::vector<qint64> presets, qint64 present)
{
    if (present > 0 && std::ranges::find(presets, present) == presets.end())
        presets.push_back(present);
    std::ranges::sort(presets, std::ranges::greater());
    return presets;
}

} // namespace mirrorlake::ui
