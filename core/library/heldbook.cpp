#include "library/heldbook.h"

#include "sweep/librarian.h"

#include <algorithm>

namespace mirrorlake::library {

namespace {

using namespace std::chrono_literals;

/// Uses are counted without a word to anybody.
constexpr Clock::Steady::duration longestBelief = 15s;
/// While files come without end, the list takes at most this part of the time.
constexpr int restPerCost = 10;

} // namespace

HeldBook::HeldBook(catalog::Catalog &catalog, store::BlobStore &store, const Clock &clock)
    : m_catalog(catalog), m_store(store), m_clock(clock)
{}

bool HeldBook::isGood(Clock::Steady now) const
{
    if (!m_list || m_isOutdated || now - m_madeAt > longestBelief)
        return false;
    return !m_hasGrown || now - m_madeAt < m_cost * restPerCost;
}

Result<std::shared_ptr<const HeldList>> HeldBook::list()
{
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock.steady();
    if (isGood(now))
        return m_list;
    m_isOutdated = false;
    m_hasGrown = false;
    auto made = make();
    if (!made) {
        m_isOutdated = true;
        return made;
    }
    m_list = *made;
    m_madeAt = m_clock.steady();
    m_cost = m_madeAt - now;
    return made;
}

Result<std::shared_ptr<const HeldList>> HeldBook::make() const
{
    const sweep::Librarian librarian(m_catalog, m_store, m_clock);
    const auto pins = librarian.pins();
    if (!pins)
        return fail(pins.error());
    const auto view = librarian.view(true);
    if (!view)
        return fail(view.error());
    return std::make_shared<const HeldList>(
        *view, *pins, [this](const RepoKey &repo) { return m_catalog.refs(repo); },
        [this](const RepoKey &repo) { return m_catalog.repo(repo); });
}

} // namespace mirrorlake::library
