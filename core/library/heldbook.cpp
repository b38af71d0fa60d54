#include "library/heldbook.h"

#include "sweep/librarian.h"
#include "sweep/plan.h"

#include <algorithm>
#include <map>
#include <set>

namespace mirrorlake::library {

namespace {

using namespace std::chrono_literals;

/// Uses are counted without a word to anybody.
constexpr Clock::Steady::duration longestBelief = 15s;
/// While files come without end, the list takes at most this part of the time.
constexpr int restPerCost = 10;
constexpr std::size_t mostHistory = 20'000; ///< all that is kept

/// Whose files went by hand, lately.
Result<std::set<std::string>> removedRepos(const catalog::Catalog &catalog)
{
    const auto history = catalog.swept(mostHistory);
    if (!history)
        return fail(history.error());
    std::set<std::string> repos;
    for (const catalog::SweptRecord &record : *history) {
        const bool isEviction = !record.policy.empty();
        if (!isEviction && record.reason == sweep::nameOf(sweep::Reason::ByHand))
            repos.insert(record.repo);
    }
    return repos;
}

/// What was removed and since then has nothing of its own is not held, whatever others have that it shares.
void dropRemoved(sweep::CacheView &view, const std::set<std::string> &removed)
{
    std::map<std::uint32_t, std::set<RepoKey>> users;
    for (const sweep::HeldSnapshot &snapshot : view.snapshots) {
        for (const std::uint32_t blob : snapshot.blobs)
            users[blob].insert(snapshot.repo);
    }
    std::set<RepoKey> own;
    for (const auto &[blob, repos] : users) {
        if (repos.size() == 1)
            own.insert(*repos.begin());
    }
    std::erase_if(view.snapshots, [&](const sweep::HeldSnapshot &snapshot) {
        return !own.contains(snapshot.repo) && removed.contains(sweep::nameOf(snapshot.repo));
    });
}

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
    auto view = librarian.view(true);
    if (!view)
        return fail(view.error());
    const auto removed = removedRepos(m_catalog);
    if (!removed)
        return fail(removed.error());
    if (!removed->empty())
        dropRemoved(*view, *removed);
    return std::make_shared<const HeldList>(
        *view, *pins, [this](const RepoKey &repo) { return m_catalog.refs(repo); },
        [this](const RepoKey &repo) { return m_catalog.repo(repo); });
}

} // namespace mirrorlake::library
