#include "daybook.h"

#include "base/log.h"
#include "meter/localday.h"

namespace mirrorlake::app {

namespace {

constexpr int ticksPerWrite = 10;

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
    const auto days = m_catalog.clientDays(today());
    const auto totals = m_catalog.clientTotals();
    if (!days || !totals) {
        log::warning("app", "the figures of today begin anew: {}", (days ? totals.error() : days.error()).message);
        return;
    }
    std::vector<meter::DayIncrement> known;
    std::int64_t fetched = 0;
    for (const catalog::ClientDay &day : *days) {
        fetched += day.fetchedBytes;
        if (!day.client.empty())
            known.push_back({day.day, day.client, day.servedBytes, day.files, day.hits});
    }
    std::vector<std::pair<std::string, std::int64_t>> clients;
    for (const auto &total : *totals) {
        if (!total.first.empty())
            clients.push_back(total);
    }
    m_meter.restore(known, fetched, clients);
}

void DayBook::tick()
{
    if (++m_ticks % ticksPerWrite == 0)
        write();
}

void DayBook::write()
{
    for (const meter::DayIncrement &step : m_meter.takeDayIncrements())
        m_catalog.addClientDay({step.day, step.client, step.served, 0, step.files, step.hits});
    for (const meter::RepoIncrement &step : m_meter.takeRepoIncrements())
        m_catalog.addRepoDay({step.day, step.repo, step.served, 0, step.files, step.hits});
    if (const std::int64_t fetched = m_meter.takeFetchedIncrement(); fetched > 0)
        m_catalog.addClientDay({today(), "", 0, fetched, 0, 0});
}

} // namespace mirrorlake::app
