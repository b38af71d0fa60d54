// Carries what fills do to those who keep count: bytes to the meter, completed blobs to the catalogue. Thread: fill
// workers.
#pragma once

#include "catalog/catalog.h"
#include "fill/filler.h"
#include "meter/meter.h"

namespace mirrorlake::app {

class FillWatch final : public fill::FillObserver
{
public:
    FillWatch(meter::Meter &meter, catalog::Catalog &catalog) : m_meter(meter), m_catalog(catalog) {}

    void received(std::int64_t bytes) override;
    void completed(const upstream::FileSource &source) override;
    void failed(const upstream::FileSource &source, const Error &error) override;

    /// Told of the size of each blob that became complete. Set before the first fill.
    std::function<void(std::int64_t bytes)> onCompleted;

private:
    meter::Meter &m_meter;
    catalog::Catalog &m_catalog;
};

} // namespace mirrorlake::app
