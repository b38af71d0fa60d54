// The history of days. What is read is read after a flush, so that all that was put is seen.
#include "catalog/catalogimpl.h"
#include "catalog/dayrows.h"

namespace mirrorlake::catalog {

void Catalog::addDay(DayOf kind, const DayRow &increment)
{
    m_impl->writer->put(
        [kind, increment](Connection &connection) { return rows::addDay(connection, kind, increment); });
}

Result<std::vector<DayRow>> Catalog::days(DayOf kind, std::string_view period) const
{
    return m_impl->readAll([&](Connection &connection) { return rows::days(connection, kind, period); });
}

Result<std::vector<DayRow>> Catalog::dayTotals(std::string_view since) const
{
    return m_impl->readAll([&](Connection &connection) { return rows::dayTotals(connection, since); });
}

Result<std::vector<DayRow>> Catalog::clientDays(std::string_view client, std::string_view since) const
{
    return m_impl->readAll([&](Connection &connection) { return rows::clientDays(connection, client, since); });
}

Result<std::vector<DayRow>> Catalog::monthTotals() const
{
    return m_impl->readAll([](Connection &connection) { return rows::monthTotals(connection); });
}

Result<std::vector<std::pair<std::string, std::int64_t>>> Catalog::clientTotals() const
{
    return m_impl->readAll([](Connection &connection) { return rows::clientTotals(connection); });
}

} // namespace mirrorlake::catalog
