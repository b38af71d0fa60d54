#include "upkeep.h"

#include "base/log.h"
#include "base/text.h"
#include "evictionpreview.h"
#include "meter/localday.h"
#include "processfacts.h"
#include "settings/limitchecks.h"
#include "upkeepoptions.h"

#include <algorithm>

namespace mirrorlake::app {

namespace {

using control::UpkeepAnswer;
using control::UpkeepOrder;
using control::UpkeepVerb;

constexpr int ticksPerProcess = 10;
constexpr int keptDays = 400;
constexpr std::size_t mostWanted = 1'000'000;

const char *nameOf(WeekLevel level)
{
    return level == WeekLevel::Full ? "full" : level == WeekLevel::Off ? "off" : "limited";
}

std::vector<BlobHash> beingFilled(const fill::Filler &filler)
{
    std::vector<BlobHash> blobs;
    for (const fill::FillSnapshot &fill : filler.snapshot())
        blobs.push_back(fill.blob);
    return blobs;
}

template<typename T>
Result<UpkeepAnswer> filled(std::vector<T> UpkeepAnswer::*member, Result<std::vector<T>> rows)
{
    if (!rows)
        return fail(rows.error());
    UpkeepAnswer answer;
    answer.*member = std::move(*rows);
    return answer;
}

Result<UpkeepAnswer> filled(Result<sweep::SweepResult> swept, std::size_t limit)
{
    if (!swept)
        return fail(swept.error());
    UpkeepAnswer answer;
    answer.swept = std::move(*swept);
    answer.count = static_cast<std::int64_t>(answer.swept.items.size());
    if (answer.swept.items.size() > limit)
        answer.swept.items.erase(answer.swept.items.begin() + static_cast<std::ptrdiff_t>(limit),
                                 answer.swept.items.end());
    return answer;
}

} // namespace

Upkeep::Upkeep(Parts parts, const settings::Settings &settings, const std::filesystem::path &accessLog)
    : m_parts(parts),
      m_sweeper({parts.catalog, parts.store, parts.clock, [&filler = parts.filler] { return beingFilled(filler); }},
                sweepOptions(settings.eviction))
{
    if (settings.meter.accessLog)
        m_accessLog.emplace(accessLog, settings.meter.accessLogSize);
    apply(settings);
}

Upkeep::~Upkeep()
{
    stop();
}

void Upkeep::start()
{
    m_sweeper.start();
    m_thread = std::thread([this] { run(); });
}

void Upkeep::apply(const settings::Settings &settings)
{
    {
        const std::lock_guard lock(m_mutex);
        m_eviction = settings.eviction;
        m_upstreamRate = {static_cast<double>(settings.limits.upstream.count)};
        m_upstreamWeek = Week::parse(settings.limits.upstreamWeek).value_or(Week());
        const auto price = settings::Price::parse(settings.meter.pricePerGb);
        m_price = price ? control::PriceFacts{price->amount, price->currency} : control::PriceFacts{};
    }
    m_memoryPercent = settings.limits.memory;
    m_parts.gate.setOptions(gateOptions(settings));
    m_sweeper.setOptions(sweepOptions(settings.eviction));
    applyHours();
}

void Upkeep::applyHours()
{
    const std::lock_guard lock(m_mutex);
    const WeekLevel level = m_upstreamWeek.at(m_parts.clock.wall());
    m_parts.line.set(level == WeekLevel::Full ? BytesPerSecond{} : m_upstreamRate, level == WeekLevel::Off);
}

void Upkeep::tick()
{
    if (m_isStopped)
        return;
    applyHours();
    m_parts.gate.tick();
    for (const fill::FillSnapshot &fill : m_parts.filler.snapshot()) {
        if (fill.state == "waiting for space")
            m_sweeper.lacked(fill.size - fill.done);
    }
    if (m_ticks++ % ticksPerProcess == 0) {
        m_process = processFacts(m_memoryPercent, m_process.isMemoryTight);
        noteMemory();
    }
    if (m_accessLog)
        m_accessLog->write(m_parts.gate.log().take());
}

void Upkeep::noteMemory()
{
    if (m_isMemoryTight.exchange(m_process.isMemoryTight) == m_process.isMemoryTight)
        return;
    if (m_process.isMemoryTight)
        log::warning("app", "memory is scarce ({:.0f} % in use): pre-downloads and what nobody reads rest",
                     100 * m_process.memoryUse);
    else
        log::info("app", "there is memory again ({:.0f} % in use)", 100 * m_process.memoryUse);
}

std::shared_ptr<control::UpkeepFacts> Upkeep::facts() const
{
    auto facts = std::make_shared<control::UpkeepFacts>();
    facts->requests = m_parts.gate.requests();
    facts->waiting = m_parts.gate.waiting();
    facts->turnedAway = m_parts.gate.turnedAway();
    facts->clientsLevel = nameOf(m_parts.gate.level());
    {
        const std::lock_guard lock(m_mutex);
        facts->upstreamLevel = nameOf(m_upstreamWeek.at(m_parts.clock.wall()));
    }
    facts->counts = m_parts.gate.log().counts();
    facts->eviction = m_sweeper.facts();
    facts->routes = m_parts.hub.health();
    facts->process = m_process;
    const auto sums = m_parts.meter.sums();
    facts->servedBytes = sums.served;
    facts->fetchedBytes = sums.fetched;
    {
        const std::lock_guard lock(m_mutex);
        facts->price = m_price;
    }
    return facts;
}

void Upkeep::stop()
{
    m_isStopped = true;
    m_parts.line.set({}, false);
    m_sweeper.stop();
    std::deque<Task> left;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        left.swap(m_tasks);
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
    for (const Task &task : left)
        task();
    if (m_accessLog)
        m_accessLog->write(m_parts.gate.log().take());
}

void Upkeep::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        if (m_tasks.empty()) {
            m_wake.wait(lock);
            continue;
        }
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

void Upkeep::upkeep(UpkeepOrder order, std::function<void(Result<UpkeepAnswer>)> then)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isStopping) {
            m_tasks.push_back([this, order = std::move(order), then] { then(carryOut(order)); });
            m_wake.notify_one();
            return;
        }
    }
    then(fail(ErrorCode::Cancelled, "the mirror is stopping"));
}

Result<sweep::SweepResult> Upkeep::preview(const UpkeepOrder &order)
{
    if (order.text.empty())
        return m_sweeper.preview(order.bytes, order.policy);
    settings::EvictionSettings present;
    {
        const std::lock_guard lock(m_mutex);
        present = m_eviction;
    }
    const sweep::SweepFacts facts = m_sweeper.facts();
    return previewOf({m_parts.catalog, m_parts.store, m_parts.clock},
                     {facts.heldBytes, facts.trashBytes, m_parts.store.freeSpace().count}, present, order.text);
}

Result<UpkeepAnswer> Upkeep::carryOut(const UpkeepOrder &order)
{
    UpkeepAnswer answer;
    switch (order.verb) {
    case UpkeepVerb::Preview:
        return filled(preview(order), order.limit);
    case UpkeepVerb::Evict:
        return filled(m_sweeper.sweep(order.bytes, order.policy, order.isForGood), order.limit);
    case UpkeepVerb::Remove:
    case UpkeepVerb::Pin:
    case UpkeepVerb::Unpin:
        return carryOutPin(order);
    case UpkeepVerb::Pins:
        return filled(&UpkeepAnswer::pins, m_parts.catalog.pins());
    case UpkeepVerb::Trash:
        answer.trash = m_sweeper.trashed();
        return answer;
    case UpkeepVerb::Restore:
    case UpkeepVerb::EmptyTrash:
        return carryOutTrash(order);
    case UpkeepVerb::History:
        return filled(&UpkeepAnswer::history, m_parts.catalog.swept(order.limit));
    case UpkeepVerb::Requests:
        answer.requests = m_parts.gate.log().after(order.since, order.limit);
        return answer;
    case UpkeepVerb::Days:
    case UpkeepVerb::Months:
    case UpkeepVerb::Clients:
    case UpkeepVerb::Repos:
    case UpkeepVerb::Routes:
        return carryOutDays(order);
    case UpkeepVerb::Rates: {
        const auto span = meter::spanNamed(order.text.empty() ? "minute" : order.text);
        if (!span)
            return fail(ErrorCode::BadRequest, "a span is minute, ten-minutes, hour or day");
        answer.rates = m_parts.meter.rates(*span);
        return answer;
    }
    case UpkeepVerb::Wanted:
        return filled(&UpkeepAnswer::wanted, m_parts.catalog.wanted(order.limit));
    case UpkeepVerb::ForgetWanted:
        return forgetWanted(order);
    }
    return answer;
}

Result<UpkeepAnswer> Upkeep::carryOutDays(const UpkeepOrder &order)
{
    using catalog::DayOf;
    const Clock::Wall now = m_parts.clock.wall();
    const std::string period = order.text.empty() ? meter::localDayOf(now).name : order.text;
    const auto dayBefore = [&](std::size_t days) {
        return meter::localDayOf(now - std::chrono::hours(24 * std::min<std::size_t>(days, keptDays))).name;
    };
    auto answer = [&] {
        switch (order.verb) {
        case UpkeepVerb::Months:
            return filled(&UpkeepAnswer::rows, m_parts.catalog.monthTotals());
        case UpkeepVerb::Clients:
            return filled(&UpkeepAnswer::rows, m_parts.catalog.days(DayOf::Client, period));
        case UpkeepVerb::Repos:
            return filled(&UpkeepAnswer::rows, m_parts.catalog.days(DayOf::Repo, period));
        case UpkeepVerb::Routes:
            return filled(&UpkeepAnswer::rows, m_parts.catalog.days(DayOf::Route, period));
        default:
            return filled(&UpkeepAnswer::rows, order.text.empty()
                                                   ? m_parts.catalog.dayTotals(dayBefore(keptDays))
                                                   : m_parts.catalog.clientDays(order.text, dayBefore(order.limit)));
        }
    }();
    if (answer && answer->rows.size() > order.limit)
        answer->rows.resize(order.limit);
    return answer;
}

Result<UpkeepAnswer> Upkeep::carryOutTrash(const UpkeepOrder &order)
{
    std::vector<std::optional<BlobHash>> which; // one of nothing: all
    for (const std::string_view text : split(order.text, ',')) {
        const auto hash = BlobHash::parse(trimmed(text));
        if (!order.text.empty() && !hash)
            return fail(ErrorCode::BadRequest, "a blob is named by its hash");
        which.push_back(hash ? std::optional(*hash) : std::nullopt);
    }
    UpkeepAnswer answer;
    for (const std::optional<BlobHash> &hash : which) {
        const auto count =
            order.verb == UpkeepVerb::Restore ? m_sweeper.restore(hash) : Result<std::int64_t>(deleteTrashed(hash));
        if (!count)
            return fail(count.error());
        answer.count += *count;
    }
    if (!order.text.empty() && answer.count == 0)
        return fail(ErrorCode::EntryNotFound, "no such blob is in the trash");
    return answer;
}

std::int64_t Upkeep::deleteTrashed(const std::optional<BlobHash> &hash)
{
    if (hash) {
        const bool isThere = m_parts.store.trash().holds(*hash);
        m_parts.store.trash().purge(*hash);
        return isThere ? 1 : 0;
    }
    const auto count = static_cast<std::int64_t>(m_sweeper.trashed().size());
    m_sweeper.emptyTrash();
    return count;
}

Result<UpkeepAnswer> Upkeep::forgetWanted(const UpkeepOrder &order)
{
    const auto named = order.text.empty() ? Result<sweep::Pin>(sweep::Pin()) : sweep::Pin::parse(order.text);
    if (!named)
        return fail(named.error());
    const auto wanted = m_parts.catalog.wanted(mostWanted);
    if (!wanted)
        return fail(wanted.error());
    UpkeepAnswer answer;
    for (const catalog::Wanted &one : *wanted) {
        const bool isNamed = (named->repo.empty() || named->matchesRepo(one.repo)) &&
                             (named->revision.empty() || named->revision == one.revision.text()) &&
                             (named->path.empty() || named->matchesPath(one.path));
        if (!isNamed)
            continue;
        m_parts.catalog.removeWanted(one.repo, one.revision, one.path);
        ++answer.count;
    }
    return answer;
}

Result<UpkeepAnswer> Upkeep::carryOutPin(const UpkeepOrder &order)
{
    const auto pin = sweep::Pin::parse(order.text);
    if (!pin)
        return fail(pin.error());
    if (order.verb == UpkeepVerb::Remove)
        return filled(m_sweeper.remove(*pin, order.isForGood), order.limit);
    const catalog::PinRecord record{pin->repo, pin->revision, pin->path, unixSeconds(m_parts.clock.wall())};
    const auto before = m_parts.catalog.pins();
    if (!before)
        return fail(before.error());
    const bool isKnown = std::ranges::any_of(*before, [&](const catalog::PinRecord &known) {
        return known.repo == record.repo && known.revision == record.revision && known.path == record.path;
    });
    UpkeepAnswer answer;
    if (order.verb == UpkeepVerb::Unpin && !isKnown)
        return fail(ErrorCode::EntryNotFound, "there is no such pin");
    if (order.verb == UpkeepVerb::Unpin)
        m_parts.catalog.removePin(record);
    else
        m_parts.catalog.putPin(record);
    answer.count = order.verb == UpkeepVerb::Pin && isKnown ? 0 : 1;
    return answer;
}

} // namespace mirrorlake::app
