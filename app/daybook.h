// Brings what the meter counted into the catalogue every few seconds, and back at the next start, so that "today"
// outlives a restart. Thread: restore() before anything is counted; tick() from one timer; write() from any.
#pragma once

#include "catalog/catalog.h"
#include "meter/meter.h"

namespace mirrorlake::app {

class DayBook
{
public:
    DayBook(meter::Meter &meter, catalog::Catalog &catalog, const Clock &clock);

    void restore();
    /// Once each half second; writes at every tenth.
    void tick();
    void write();

private:
    std::string today() const;

    meter::Meter &m_meter;
    catalog::Catalog &m_catalog;
    const Clock &m_clock;
    int m_ticks = 0;
};

} // namespace mirrorlake::app
