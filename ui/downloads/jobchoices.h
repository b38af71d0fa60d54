// What a download may be told in the dialog and in the menu alike: hours, limits, priorities. Thread: GUI
// (translations).
#pragma once

#include <QString>

#include <vector>

namespace mirrorlake::ui {

constexpr const char *anyHours = "00:00-24:00"; ///< whatever is set for all downloads
constexpr const char *nightHours = "22:00-06:00";

/// Limits to choose from and the present one, in bytes a second, fastest first.
std::vector<qint64> jobLimits(qint64 present);
/// Priorities to choose from and the present one, highest first.
std::vector<int> jobPriorities(int present);
/// "Normal"
QString priorityText(int priority);

} // namespace mirrorlake::ui
