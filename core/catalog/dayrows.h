// SQL of the history of days. Thread: that of the connection.
#pragma once

#include "catalog/connection.h"
#include "catalog/dayrow.h"

#include <vector>

namespace mirrorlake::catalog::rows {

Result<void> addDay(Connection &connection, DayOf kind, const DayRow &increment);
Result<std::vector<DayRow>> days(Connection &connection, DayOf kind, std::string_view period);
Result<std::vector<DayRow>> dayTotals(Connection &connection, std::string_view since);
Result<std::vector<DayRow>> clientDays(Connection &connection, std::string_view client, std::string_view since);
Result<std::vector<DayRow>> monthTotals(Connection &connection);
Result<std::vector<std::pair<std::string, std::int64_t>>> clientTotals(Connection &connection);

} // namespace mirrorlake::catalog::rows
