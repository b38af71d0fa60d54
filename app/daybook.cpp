#include "daybook.h"

#include "base/log.h"
#include "meter/localday.h"

#include <algorithm>
#include <iterator>

namespace mirrorlake::app {

namespace {

constexpr int ticksPerWrite = 10;

meter::DayIncrement incrementOf(const catalog::DayRow &row)
{
    return {row.day, row.name, row.servedBytes, row.files, row.hits, row.joined, row.fetchedBytes};
}

catalog::DayRow rowOf(const meter::DayIncrement &step)
{
    return {step.day, step.name, step.served, step.fetched, step.files, step.hits, step.joined};
}

} // namespace

DayBook::DayBook(meter::Meter &meter, catalog::Catalog &catalog, const Clock &clock)
    : m_meter(meter), m_catalog(catalog), m_clock(clock)
{}

std::string DayBook::today() const
{
    return meter::localDayOf(m_clock.wall()).name;
}

void DayBook::restore()
{
    using catalog::DayOf;
    const auto clients = m_catalog.days(DayOf::Client, today());
    const auto repos = m_catalog.days(DayOf::Repo, today());
    const auto routes = m_catalog.days(DayOf::Route, today());
    auto totals = m_catalog.clientTotals();
    if (!clients || !repos || !routes || !totals) {
        log::warning("app", "the figures of today begin anew: the catalogue could not be read");
        return;
    }
    meter::Known known;
    for (const catalog::DayRow &row : *clients) {
        known.fetched += row.fetchedBytes;
        if (!row.name.empty())
            known.clients.push_back(incrementOf(row));
    }
    std::ranges::transform(*repos, std::back_inserter(known.repos), incrementOf);
    std::ranges::transform(*routes, std::back_inserter(known.routes), incrementOf);
    known.totals = std::move(*totals);
    m_meter.restore(known);
}

void DayBook::tick()
{
    if (++m_ticks % ticksPerWrite == 0)
        write();
}

void DayBook::write()
{
    using catalog::DayOf;
    for (const meter::DayIncrement &step : m_meter.takeDayIncrements())
        m_catalog.addDay(DayOf::Client, rowOf(step));
    for (const meter::DayIncrement &step : m_meter.takeRepoIncrements())
        m_catalog.addDay(DayOf::Repo, rowOf(step));
    for (const meter::DayIncrement &step : m_meter.takeRouteIncrements())
        m_catalog.addDay(DayOf::Route, rowOf(step));
    if (const std::int64_t fetched = m_meter.takeFetchedIncrement(); fetched > 0)
        m_catalog.addDay(DayOf::Client, {.day = today(), .fetchedBytes = fetched});
}

} // namespace mirrorlake::app
