// Knows what is held: makes the list when it is asked for, and gives the same one until something changed. Making it
// reads the catalogue's disk (ten thousand repos: a part of a second). Thread: changed() from any and never waiting;
// list() from a pool.
#pragma once

#include "catalog/catalog.h"
#include "library/heldlist.h"
#include "store/blobstore.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace mirrorlake::library {

class HeldBook
{
public:
    HeldBook(catalog::Catalog &catalog, store::BlobStore &store, const Clock &clock);

    /// Errors: Io.
    Result<std::shared_ptr<const HeldList>> list();
    /// Something was removed, pinned or brought back: the next list is new.
    void changed() { m_isOutdated = true; }
    /// Something came: a list is new soon.
    void grew() { m_hasGrown = true; }

private:
    bool isGood(Clock::Steady now) const;
    Result<std::shared_ptr<const HeldList>> make() const;

    catalog::Catalog &m_catalog;
    store::BlobStore &m_store;
    const Clock &m_clock;
    std::atomic<bool> m_isOutdated{false};
    std::atomic<bool> m_hasGrown{false};
    std::mutex m_mutex; ///< one makes it, others wait for it
    std::shared_ptr<const HeldList> m_list;
    Clock::Steady m_madeAt{};
    Clock::Steady::duration m_cost{}; ///< of making it
};

} // namespace mirrorlake::library
