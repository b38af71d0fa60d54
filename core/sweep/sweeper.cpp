#include "sweep/sweeper.h"

#include "base/localtime.h"
#include "base/log.h"
#include "sweep/decision.h"
#include "sweep/forgetting.h"

#include <algorithm>
#include <limits>

namespace mirrorlake::sweep {

namespace {

constexpr std::chrono::seconds betweenPasses{5};
constexpr std::chrono::seconds betweenHopes{30};
constexpr std::int64_t betweenCounts = 24 * 3600;
constexpr std::int64_t betweenRules = 3600;
constexpr std::int64_t betweenPartials = 3600;
constexpr std::size_t mostLackings = 1000;

} // namespace

Sweeper::Sweeper(Parts parts, SweepOptions options)
    : m_parts(std::move(parts)), m_librarian(m_parts.catalog, m_parts.store, m_parts.clock),
      m_options(std::move(options)), m_rulesAt(unixSeconds(m_parts.clock.wall()))
{}

Sweeper::~Sweeper()
{
    stop();
}

void Sweeper::start()
{
    m_thread = std::thread([this] { run(); });
}

void Sweeper::stop()
{
    m_isStopping = true;
    {
        const std::lock_guard lock(m_wakeMutex);
        m_isWoken = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void Sweeper::run()
{
    while (!isStopping()) {
        pass();
        std::unique_lock lock(m_wakeMutex);
        m_wake.wait_for(lock, betweenPasses, [this] { return m_isWoken; });
        m_isWoken = false;
    }
}

void Sweeper::setOptions(SweepOptions options)
{
    {
        const std::lock_guard lock(m_optionsMutex);
        m_options = std::move(options);
    }
    lacked(0);
}

SweepOptions Sweeper::options() const
{
    const std::lock_guard lock(m_optionsMutex);
    return m_options;
}

void Sweeper::grew(std::int64_t bytes)
{
    m_held.fetch_add(bytes);
    if (options().hasBounds())
        lacked(0);
}

void Sweeper::lacked(std::int64_t bytes)
{
    {
        const std::lock_guard lock(m_wakeMutex);
        if (bytes > 0 && m_lacking.size() < mostLackings)
            m_lacking.push_back(bytes);
        m_isWoken = true;
    }
    m_wake.notify_all();
}

/// The largest first.
std::vector<std::int64_t> Sweeper::lackings() const
{
    const std::lock_guard lock(m_wakeMutex);
    std::vector<std::int64_t> lacking = m_lacking;
    std::ranges::sort(lacking, std::ranges::greater());
    return lacking;
}

SweepFacts Sweeper::facts() const
{
    return {m_held.load(),       m_parts.store.trash().bytes(), m_sweptBlobs.load(),
            m_sweptBytes.load(), m_lastSweepAt.load(),          m_isShort.load()};
}

void Sweeper::pass()
{
    const std::lock_guard work(m_workMutex);
    countOnce();
    expireTrash();
    discardPartials();
    keepBounds(areRulesDue());
}

void Sweeper::countOnce()
{
    const std::int64_t now = unixSeconds(m_parts.clock.wall());
    m_held += m_parts.store.trash().takeGivenBack();
    if (m_isCounted && now - m_countedAt < betweenCounts)
        return;
    const auto bytes = m_librarian.reconcile([this] { return !isStopping(); });
    if (!bytes) {
        log::warning("sweep", "the cache was not counted: {}", bytes.error().message);
        return;
    }
    m_held = *bytes;
    m_isCounted = true;
    m_countedAt = now;
}

void Sweeper::expireTrash()
{
    const std::int64_t oldest = unixSeconds(m_parts.clock.wall()) - options().trashFor.count();
    for (const store::TrashedBlob &blob : trashed()) {
        if (blob.trashedAt > oldest)
            break;
        m_parts.store.trash().purge(blob.hash);
    }
}

void Sweeper::discardPartials()
{
    const auto after = options().partialsAfter.count();
    const std::int64_t now = unixSeconds(m_parts.clock.wall());
    if (after == 0 || now - m_partialsAt < betweenPartials)
        return;
    m_partialsAt = now;
    std::vector<catalog::SweptRecord> history;
    for (const store::PartialFacts &partial : m_parts.store.partials()) {
        if (now - partial.changedAt < after)
            continue;
        const auto filled = m_parts.beingFilled();
        if (std::ranges::find(filled, partial.hash) != filled.end())
            continue;
        m_parts.store.discardPartial(partial.hash);
        history.push_back({now, partial.hash, partial.taken, std::string(nameOf(Reason::Partial))});
    }
    if (!history.empty())
        m_parts.catalog.addSwept(history);
}

bool Sweeper::areRulesDue()
{
    const SweepOptions current = options();
    const std::int64_t now = unixSeconds(m_parts.clock.wall());
    const bool isDue = current.hasRules() && (current.atMinute < 0 ? now - m_rulesAt >= betweenRules
                                                                   : hasPassed(current.atMinute, m_rulesAt, now));
    if (isDue || current.atMinute >= 0)
        m_rulesAt = now;
    return isDue;
}

/// Bytes by which the bounds are not kept, or which a fill waits for: those only where they can be had, for whatever
/// went for a file that never fits would have gone for nothing.
std::int64_t Sweeper::overflow()
{
    const SweepOptions current = options();
    const std::int64_t free = m_parts.store.freeSpace().count;
    const std::int64_t over = overflowOf(current, {m_held, m_parts.store.trash().bytes(), free});
    const std::vector<std::int64_t> lacking = lackings();
    if (!current.hasBounds() || lacking.empty() || lacking.front() - free <= over)
        return over;
    return std::max(over, reachable(lacking) - free);
}

/// The most of these that could be free; 0 for none. What was wanted in vain is not looked into again at once.
std::int64_t Sweeper::reachable(const std::vector<std::int64_t> &lacking)
{
    const auto now = m_parts.clock.steady();
    if (m_hopeless > 0 && lacking.back() >= m_hopeless && now - m_hopelessAt < betweenHopes)
        return 0;
    m_hopeless = 0;
    const auto all = decide(std::numeric_limits<std::int64_t>::max() / 2, Reason::FreeSpace, {}, false);
    const std::int64_t most = m_parts.store.freeSpace().count + m_parts.store.trash().bytes() + (all ? all->freed : 0);
    const auto reached = std::ranges::find_if(lacking, [&](std::int64_t bytes) { return bytes <= most; });
    if (reached != lacking.end())
        return *reached;
    m_hopeless = lacking.back();
    m_hopelessAt = now;
    return 0;
}

std::int64_t Sweeper::purgeTrash(std::int64_t bytes)
{
    std::int64_t purged = 0;
    for (const store::TrashedBlob &blob : trashed()) {
        if (purged >= bytes)
            break;
        m_parts.store.trash().purge(blob.hash);
        purged += blob.size;
    }
    return purged;
}

void Sweeper::keepBounds(bool withRules)
{
    std::int64_t over = overflow();
    {
        const std::lock_guard lock(m_wakeMutex);
        m_lacking.clear();
    }
    over -= purgeTrash(over);
    m_isShort = false;
    if (over <= 0 && !withRules)
        return;
    const SweepOptions current = options();
    const bool isCap = current.maxSize.count > 0 && m_held > current.maxSize.count;
    auto decided = decide(std::max<std::int64_t>(over, 0), isCap ? Reason::SizeCap : Reason::FreeSpace, {}, withRules);
    if (decided && over > 0)
        m_isShort = decided->missing > 0;
    const auto done = decided ? carryOut(std::move(*decided), over > 0) : std::move(decided);
    if (!done)
        log::warning("sweep", "nothing was let go: {}", done.error().message);
    else if (!done->items.empty())
        log::info("sweep", "{} files went ({} bytes)", done->items.size(), done->freed);
}

Result<SweepResult> Sweeper::decide(std::int64_t toFree, Reason reason, const std::string &policyName,
                                    bool withRules) const
{
    return sweep::decide(m_librarian, options(), {toFree, reason, policyName, withRules});
}

Result<void> Sweeper::name(SweepResult &result) const
{
    return nameItems(m_librarian, result);
}

bool Sweeper::letGo(const SweptItem &item, bool isForGood)
{
    const auto gone = isForGood ? m_parts.store.remove(item.hash)
                                : m_parts.store.moveToTrash(item.hash, unixSeconds(m_parts.clock.wall()));
    if (!gone) {
        log::warning("sweep", "blob {} stays: {}", item.hash.text(), gone.error().message);
        return false;
    }
    m_parts.catalog.blobRemoved(item.hash);
    if (!*gone)
        return false;
    m_held -= item.size;
    m_sweptBytes += item.size;
    ++m_sweptBlobs;
    return true;
}

/// Somebody may have opened a blob since the decision: what is being read now stays.
Result<SweepResult> Sweeper::carryOut(SweepResult result, bool isForGood)
{
    const std::int64_t now = unixSeconds(m_parts.clock.wall());
    isForGood = isForGood || options().trashFor.count() == 0;
    auto used = m_parts.store.inUse();
    std::ranges::sort(used);
    std::vector<catalog::SweptRecord> history;
    std::erase_if(result.items, [&](const SweptItem &item) {
        const bool mayComeBack = !isForGood && item.reason != Reason::HardAge; // its licence has ended
        if (std::ranges::binary_search(used, item.hash) || !letGo(item, !mayComeBack)) {
            result.freed -= item.size;
            return true;
        }
        history.push_back({now, item.hash, item.size, std::string(nameOf(item.reason)), result.policy, item.place.repo,
                           item.place.path});
        return false;
    });
    for (const auto &[repo, commit] : result.oldCommits)
        m_parts.catalog.removeTree(repo, commit);
    if (history.empty())
        return result;
    m_parts.catalog.addSwept(history);
    if (result.inflation > 0)
        m_parts.catalog.addInflation({now, static_cast<std::int64_t>(result.inflation * 1e6)});
    m_lastSweepAt = now;
    return result;
}

Result<SweepResult> Sweeper::preview(std::int64_t toFree, const std::string &policy)
{
    const std::lock_guard work(m_workMutex);
    return decide(toFree, Reason::ByHand, policy, true);
}

Result<SweepResult> Sweeper::sweep(std::int64_t toFree, const std::string &policy, bool isForGood)
{
    const std::lock_guard work(m_workMutex);
    auto decided = decide(toFree, Reason::ByHand, policy, true);
    return decided ? carryOut(std::move(*decided), isForGood) : std::move(decided);
}

Result<SweepResult> Sweeper::remove(const Pin &what, bool isForGood)
{
    const std::lock_guard work(m_workMutex);
    const auto view = m_librarian.view(true);
    if (!view)
        return fail(view.error());
    const Commits commits = commitsOf(what, *view, m_parts.catalog);
    auto chosen = m_librarian.chosen(what);
    if (!chosen)
        return fail(chosen.error());
    SweepResult result;
    for (const HeldBlob &blob : *chosen) {
        if (blob.isPinned || blob.isInUse)
            ++(blob.isPinned ? result.keptPinned : result.keptInUse);
        else
            result.items.push_back({blob.name.hash(), blob.facts.size, blob.facts.lastUsedAt, Reason::ByHand, {}});
    }
    for (const SweptItem &item : result.items)
        result.freed += item.size;
    if (auto named = name(result); !named)
        return fail(named.error());
    auto done = carryOut(std::move(result), isForGood);
    const bool isWhole = done && done->keptPinned == 0 && done->keptInUse == 0;
    const bool canComeBack = done && !done->items.empty() && !isForGood && options().trashFor.count() > 0;
    if (isWhole && !canComeBack)
        forget(commits, m_parts.catalog);
    return done;
}

Result<std::int64_t> Sweeper::restore(const std::optional<BlobHash> &hash)
{
    const std::lock_guard work(m_workMutex);
    std::int64_t count = 0;
    for (const store::TrashedBlob &blob : trashed()) {
        if (hash && blob.hash != *hash)
            continue;
        const auto back = m_parts.store.trash().giveBack(blob.hash);
        if (!back)
            return fail(back.error());
        m_parts.catalog.blobCompleted(blob.hash, blob.size);
        ++count;
    }
    m_held += m_parts.store.trash().takeGivenBack();
    return count;
}

void Sweeper::emptyTrash()
{
    const std::lock_guard work(m_workMutex);
    for (const store::TrashedBlob &blob : trashed())
        m_parts.store.trash().purge(blob.hash);
}

} // namespace mirrorlake::sweep
