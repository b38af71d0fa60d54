#include "meter/ledger.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mirrorlake::meter {

namespace {

constexpr std::size_t maxClients = 10'000;
constexpr std::size_t dropAtOnce = 100; ///< so that a flood of new addresses does not scan all clients for each of them
constexpr std::size_t maxSetAside = 50'000;
constexpr std::size_t maxListed = 64;
constexpr std::size_t maxPoints = 120;

bool isHit(Outcome outcome)
{
    return outcome == Outcome::Hit || outcome == Outcome::Joined || outcome == Outcome::Stale;
}

bool isFile(const Transfer &transfer)
{
    const bool isAnswered = isHit(transfer.facts.outcome) || transfer.facts.outcome == Outcome::Miss;
    return isAnswered && !transfer.facts.repo.empty() && !transfer.facts.path.empty() && transfer.range.begin == 0;
}

void add(DayIncrement &sum, const DayIncrement &part)
{
    sum.served += part.served;
    sum.files += part.files;
    sum.hits += part.hits;
}

} // namespace

Ledger::Ledger(const Clock &clock) : m_clock(clock), m_day(localDayOf(clock.wall())), m_stepBegan(clock.steady()) {}

std::shared_ptr<Client> Ledger::begin(const std::string &address, Transfer &transfer)
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    auto client = clientFor(address);
    transfer.number = ++m_lastNumber;
    client->lastSeen = unixSeconds(m_clock.wall());
    client->active.emplace(transfer.number, &transfer);
    ++m_activeTransfers;
    if (isFile(transfer))
        countFile(*client, transfer);
    return client;
}

void Ledger::end(Client &client, const Transfer &transfer)
{
    const std::lock_guard lock(m_mutex);
    client.lastSeen = unixSeconds(m_clock.wall());
    client.active.erase(transfer.number);
    m_repos.served(m_day.name, transfer.facts.repo, transfer.bytes.load(std::memory_order_relaxed));
    --m_activeTransfers;
}

std::shared_ptr<Client> Ledger::clientFor(const std::string &address)
{
    if (const auto known = m_clients.find(address); known != m_clients.end())
        return known->second;
    if (m_clients.size() >= maxClients)
        dropIdleClients();
    auto client = std::make_shared<Client>();
    client->address = address;
    m_clients.emplace(address, client);
    return client;
}

void Ledger::dropIdleClients()
{
    std::vector<Client *> idle;
    idle.reserve(m_clients.size());
    for (const auto &[address, client] : m_clients) {
        if (client->isIdle())
            idle.push_back(client.get());
    }
    const auto count = std::min(dropAtOnce, idle.size());
    const auto isOlder = [](const Client *a, const Client *b) { return a->lastSeen < b->lastSeen; };
    std::partial_sort(idle.begin(), idle.begin() + static_cast<std::ptrdiff_t>(count), idle.end(), isOlder);
    for (std::size_t i = 0; i < count; ++i) {
        setIncrementAside(*idle[i]);
        m_clients.erase(std::string(idle[i]->address));
    }
}

void Ledger::countFile(Client &client, const Transfer &transfer)
{
    const int hit = isHit(transfer.facts.outcome) ? 1 : 0;
    m_repos.counted(m_day.name, transfer.facts.repo, hit);
    ++m_files;
    ++client.todayFiles;
    ++client.increment.files;
    m_hits += hit;
    client.todayHits += hit;
    client.increment.hits += hit;
}

void Ledger::book(Client &client, std::int64_t now)
{
    if (client.pending.load(std::memory_order_relaxed) == 0)
        return;
    const auto bytes = client.pending.exchange(0, std::memory_order_relaxed);
    client.today += bytes;
    client.total += bytes;
    client.openStep += bytes;
    client.increment.served += bytes;
    client.lastSeen = now;
    m_served += bytes;
    m_sums.served += bytes;
    m_stepServed += bytes;
}

void Ledger::bookAll()
{
    const auto now = unixSeconds(m_clock.wall());
    for (const auto &[address, client] : m_clients)
        book(*client, now);
    const auto fetched = m_pendingReceived.exchange(0, std::memory_order_relaxed);
    m_fetched += fetched;
    m_sums.fetched += fetched;
    m_fetchedIncrement += fetched;
    m_stepFetched += fetched;
}

/// What was sent before midnight was noticed belongs to the day that ended.
void Ledger::turnDay()
{
    const auto wall = m_clock.wall();
    if (m_day.contains(wall))
        return;
    bookAll();
    for (const auto &[address, client] : m_clients) {
        setIncrementAside(*client);
        client->today = client->todayFiles = client->todayHits = 0;
    }
    m_served = m_fetched = m_files = m_hits = 0;
    m_day = localDayOf(wall);
}

void Ledger::setIncrementAside(Client &client)
{
    if (!client.hasIncrement())
        return;
    auto key = std::pair(m_day.name, client.address);
    if (m_setAside.size() >= maxSetAside && !m_setAside.contains(key))
        key.second = "other";
    auto &aside = m_setAside[key];
    aside.day = key.first;
    aside.client = key.second;
    add(aside, client.increment);
    client.increment = {};
}

void Ledger::closeStep()
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    bookAll();
    const auto now = m_clock.steady();
    const double seconds = std::chrono::duration<double>(now - m_stepBegan).count();
    if (seconds <= 0)
        return;
    for (const auto &[address, client] : m_clients)
        client->steps[m_stepIndex] = std::exchange(client->openStep, 0);
    m_stepSeconds[m_stepIndex] = seconds;
    m_stepIndex = (m_stepIndex + 1) % nowSteps;
    m_stepBegan = now;

    const auto wall = m_clock.wall().time_since_epoch();
    m_lastMinute.push_back({std::chrono::duration_cast<std::chrono::milliseconds>(wall).count(),
                            static_cast<double>(std::exchange(m_stepServed, 0)) / seconds,
                            static_cast<double>(std::exchange(m_stepFetched, 0)) / seconds});
    m_history.add(m_lastMinute.back(), seconds);
    if (m_lastMinute.size() > maxPoints)
        m_lastMinute.pop_front();
}

Sums Ledger::sums()
{
    const std::lock_guard lock(m_mutex);
    bookAll();
    return m_sums;
}

std::vector<RatePoint> Ledger::rates(Span span) const
{
    const std::lock_guard lock(m_mutex);
    return m_history.points(span);
}

std::vector<RepoIncrement> Ledger::takeRepoIncrements()
{
    const std::lock_guard lock(m_mutex);
    return m_repos.take();
}

double Ledger::nowSeconds() const
{
    double sum = 0;
    for (const double seconds : m_stepSeconds)
        sum += seconds;
    return sum;
}

ClientFigures Ledger::figuresOf(const Client &client, double nowSeconds) const
{
    std::int64_t recent = 0;
    for (const auto bytes : client.steps)
        recent += bytes;
    ClientFigures row{client.address,    nowSeconds > 0 ? static_cast<double>(recent) / nowSeconds : 0.0,
                      client.today,      client.total,
                      client.todayFiles, client.todayHits,
                      client.lastSeen,   {}};
    for (const auto &[number, transfer] : client.active) {
        if (row.active.size() == maxListed)
            break;
        row.active.push_back({transfer->facts.repo, transfer->facts.path, transfer->range,
                              transfer->bytes.load(std::memory_order_relaxed), transfer->facts.outcome});
    }
    return row;
}

Figures Ledger::figures()
{
    Figures all;
    {
        const std::lock_guard lock(m_mutex);
        turnDay();
        bookAll();
        all.servedToday = m_served;
        all.fetchedToday = m_fetched;
        all.savedToday = std::max<std::int64_t>(0, m_served - m_fetched);
        all.filesToday = m_files;
        all.hitsToday = m_hits;
        all.activeTransfers = m_activeTransfers;
        all.lastMinute.assign(m_lastMinute.begin(), m_lastMinute.end());
        all.clients.reserve(m_clients.size());
        const double seconds = nowSeconds();
        for (const auto &[address, client] : m_clients)
            all.clients.push_back(figuresOf(*client, seconds));
    }
    std::sort(all.clients.begin(), all.clients.end(), [](const ClientFigures &a, const ClientFigures &b) {
        return std::tie(b.nowBytesPerSecond, b.todayBytes, b.lastSeen, a.address) <
               std::tie(a.nowBytesPerSecond, a.todayBytes, a.lastSeen, b.address);
    });
    return all;
}

void Ledger::restore(const std::vector<DayIncrement> &today, std::int64_t fetchedToday,
                     const std::vector<std::pair<std::string, std::int64_t>> &totals)
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    m_fetched += fetchedToday;
    for (const auto &[address, total] : totals)
        clientFor(address)->total += total;
    for (const auto &row : today) {
        if (row.day != m_day.name)
            continue;
        m_served += row.served;
        m_files += row.files;
        m_hits += row.hits;
        auto client = clientFor(row.client);
        client->today += row.served;
        client->todayFiles += row.files;
        client->todayHits += row.hits;
    }
}

std::vector<DayIncrement> Ledger::takeDayIncrements()
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    bookAll();
    for (const auto &[address, client] : m_clients)
        setIncrementAside(*client);
    std::vector<DayIncrement> taken;
    taken.reserve(m_setAside.size());
    for (auto &[key, increment] : m_setAside)
        taken.push_back(std::move(increment));
    m_setAside.clear();
    return taken;
}

std::int64_t Ledger::takeFetched()
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    bookAll();
    return std::exchange(m_fetchedIncrement, 0);
}

} // namespace mirrorlake::meter
