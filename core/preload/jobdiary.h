// What happened to jobs and how fast they got on. Lines go to the catalogue, rates of the jobs that ran last stay in
// memory. Thread: one at a time.
#pragma once

#include "base/clock.h"
#include "catalog/catalog.h"
#include "meter/ratehistory.h"
#include "preload/jobdetail.h"
#include "upstream/hub.h"

#include <map>
#include <span>

namespace mirrorlake::preload {

class JobDiary
{
public:
    JobDiary(catalog::Catalog &catalog, const Clock &clock) : m_catalog(catalog), m_clock(clock) {}

    void tell(JobId id, log::Level level, std::string text);
    /// One that is said again within a minute is counted, and not written.
    void trouble(JobId id, const std::string &text);
    /// It stands somewhere else now. One that tries again and again and waits for the same is told of once.
    void moved(const Job &job);
    void progressed(JobId id, std::int64_t doneBytes);
    /// Tells these jobs which routes rest and which work again.
    void routes(const std::vector<upstream::RouteHealth> &health, std::span<const JobId> running);
    void forget(JobId id); ///< its lines go with its record

    std::vector<JobRate> rates(JobId id) const;
    std::vector<JobLine> lines(JobId id) const;

private:
    struct Pace
    {
        Clock::Steady at{};
        std::int64_t done = 0;
        meter::RateHistory history{};
    };
    struct Said
    {
        Clock::Steady at{};
        int times = 0; ///< since it was written
    };

    catalog::Catalog &m_catalog;
    const Clock &m_clock;
    std::map<JobId, Pace> m_paces;
    std::map<std::pair<JobId, std::string>, Said> m_said;
    std::map<JobId, std::string> m_waits;    ///< what was told of those that wait
    std::map<std::string, bool> m_isResting; ///< by route
};

} // namespace mirrorlake::preload
