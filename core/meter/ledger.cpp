#include "meter/ledger.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mirrorlake::meter {

namespace {

constexpr std::size_t maxListed = 64;
constexpr std::size_t maxRepos = 200;

bool isHit(Outcome outcome)
{
    return outcome == Outcome::Hit || outcome == Outcome::Joined || outcome == Outcome::Stale;
}

bool isFile(const Transfer &transfer)
{
    const bool isAnswered = isHit(transfer.facts.outcome) || transfer.facts.outcome == Outcome::Miss;
    return isAnswered && !transfer.facts.repo.empty() && !transfer.facts.path.empty() && transfer.range.begin == 0;
}

std::int64_t unixMilliseconds(Clock::Wall at)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

template<typename Row, typename Name>
void sortByActivity(std::vector<Row> &rows, Name Row::*name)
{
    std::ranges::sort(rows, [name](const Row &a, const Row &b) {
        return std::tie(b.nowBytesPerSecond, b.todayBytes, b.lastSeen, a.*name) <
               std::tie(a.nowBytesPerSecond, a.todayBytes, a.lastSeen, b.*name);
    });
}

} // namespace

Ledger::Ledger(const Clock &clock) : m_clock(clock), m_day(localDayOf(clock.wall())), m_stepBegan(clock.steady()) {}

void Ledger::begin(const std::string &address, Transfer &transfer)
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    const auto now = unixSeconds(m_clock.wall());
    transfer.number = ++m_lastNumber;
    transfer.unixMilliseconds = unixMilliseconds(m_clock.wall());
    transfer.client = m_clients.account(address, m_day.name);
    transfer.client->lastSeen = now;
    transfer.client->active.emplace(transfer.number, &transfer);
    if (!transfer.facts.repo.empty()) {
        transfer.repo = m_repos.account(transfer.facts.repo, m_day.name);
        transfer.repo->lastSeen = now;
        transfer.repo->active.emplace(transfer.number, &transfer);
    }
    m_active.emplace(transfer.number, &transfer);
    if (isFile(transfer))
        countFile(transfer);
}

void Ledger::end(Transfer &transfer)
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    const auto now = unixSeconds(m_clock.wall());
    book(transfer, now);
    transfer.client->lastSeen = now;
    transfer.client->active.erase(transfer.number);
    if (transfer.repo)
        transfer.repo->active.erase(transfer.number);
    m_active.erase(transfer.number);
}

void Ledger::countFile(const Transfer &transfer)
{
    const FileCount file{isHit(transfer.facts.outcome) ? 1 : 0, transfer.facts.outcome == Outcome::Joined ? 1 : 0};
    transfer.client->count(file);
    transfer.repo->count(file);
    ++m_files;
    m_hits += file.hit;
    m_joined += file.joined;
}

void Ledger::completed(const std::string &repo, std::int64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    m_repos.account(repo, m_day.name)->increment.fetched += bytes;
}

void Ledger::book(Transfer &transfer, std::int64_t now)
{
    const auto sent = transfer.bytes.load(std::memory_order_relaxed);
    const auto bytes = sent - std::exchange(transfer.booked, sent);
    if (bytes == 0)
        return;
    transfer.steps.add(bytes);
    transfer.client->serve(bytes);
    transfer.client->lastSeen = now;
    if (transfer.repo)
        transfer.repo->serve(bytes);
    m_served += bytes;
    m_sums.served += bytes;
    m_stepServed += bytes;
}

void Ledger::bookAll()
{
    const auto now = unixSeconds(m_clock.wall());
    for (const auto &[number, transfer] : m_active)
        book(*transfer, now);
    const auto fetched = m_pendingReceived.exchange(0, std::memory_order_relaxed);
    m_fetched += fetched;
    m_sums.fetched += fetched;
    m_fetchedIncrement += fetched;
    m_stepFetched += fetched;
}

void Ledger::bookRoutes(const std::vector<RouteSum> &routes)
{
    for (const RouteSum &route : routes) {
        auto &known = m_routeSums[route.url];
        const auto account = m_routes.account(route.url, m_day.name);
        account->fetch(std::max<std::int64_t>(0, route.bytes - std::exchange(known, route.bytes)));
    }
}

/// What was sent before midnight was noticed belongs to the day that ended.
void Ledger::turnDay()
{
    const auto wall = m_clock.wall();
    if (m_day.contains(wall))
        return;
    bookAll();
    for (AccountBook *book : {&m_clients, &m_repos, &m_routes})
        book->endDay(m_day.name);
    m_served = m_fetched = m_files = m_hits = m_joined = 0;
    m_day = localDayOf(wall);
}

void Ledger::closeStep(const std::vector<RouteSum> &routes)
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    bookAll();
    bookRoutes(routes);
    const auto now = m_clock.steady();
    const double seconds = std::chrono::duration<double>(now - m_stepBegan).count();
    if (seconds <= 0)
        return;
    for (AccountBook *book : {&m_clients, &m_repos, &m_routes})
        book->closeStep(m_stepIndex);
    for (const auto &[number, transfer] : m_active)
        transfer->steps.close(m_stepIndex);
    m_stepSeconds[m_stepIndex] = seconds;
    m_stepIndex = (m_stepIndex + 1) % nowSteps;
    m_stepBegan = now;

    m_history.add({unixMilliseconds(m_clock.wall()), static_cast<double>(std::exchange(m_stepServed, 0)) / seconds,
                   static_cast<double>(std::exchange(m_stepFetched, 0)) / seconds},
                  seconds);
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

double Ledger::nowSeconds() const
{
    double sum = 0;
    for (const double seconds : m_stepSeconds)
        sum += seconds;
    return sum;
}

ClientFigures Ledger::figuresOf(const Account &client, double seconds) const
{
    ClientFigures row;
    row.address = client.name;
    row.nowBytesPerSecond = client.steps.rate(seconds);
    row.todayBytes = client.today;
    row.totalBytes = client.total;
    row.todayFiles = client.todayFiles;
    row.todayHits = client.todayHits;
    row.todayJoined = client.todayJoined;
    row.lastSeen = client.lastSeen;
    for (const auto &[number, transfer] : client.active) {
        if (row.active.size() == maxListed)
            break;
        row.active.push_back({transfer->facts.repo, transfer->facts.path, transfer->range, transfer->booked,
                              transfer->facts.outcome, transfer->steps.rate(seconds), transfer->unixMilliseconds});
    }
    return row;
}

std::vector<RepoFigures> Ledger::repoFigures(double seconds) const
{
    std::vector<RepoFigures> rows;
    for (const auto &[name, repo] : m_repos.all()) {
        if (repo->today > 0 || repo->todayFiles > 0 || !repo->active.empty())
            rows.push_back({name, repo->steps.rate(seconds), repo->today, repo->todayFiles, repo->todayHits,
                            repo->todayJoined, static_cast<int>(repo->active.size()), repo->lastSeen});
    }
    sortByActivity(rows, &RepoFigures::repo);
    rows.resize(std::min(rows.size(), maxRepos));
    return rows;
}

std::vector<RouteFigures> Ledger::routeFigures(double seconds) const
{
    std::vector<RouteFigures> rows;
    for (const auto &[url, sum] : m_routeSums) {
        if (const auto route = m_routes.all().find(url); route != m_routes.all().end())
            rows.push_back({url, route->second->steps.rate(seconds), route->second->today});
    }
    return rows;
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
        all.joinedToday = m_joined;
        all.activeTransfers = static_cast<int>(m_active.size());
        all.lastMinute = m_history.points(Span::Minute);
        all.clients.reserve(m_clients.all().size());
        const double seconds = nowSeconds();
        for (const auto &[address, client] : m_clients.all())
            all.clients.push_back(figuresOf(*client, seconds));
        all.repos = repoFigures(seconds);
        all.routes = routeFigures(seconds);
    }
    sortByActivity(all.clients, &ClientFigures::address);
    return all;
}

void Ledger::restore(const Known &known)
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    m_fetched += known.fetched;
    for (const auto &[address, total] : known.totals)
        m_clients.account(address, m_day.name)->total += total;
    const auto isOfToday = [this](const DayIncrement &row) { return row.day == m_day.name; };
    for (const DayIncrement &row : known.clients) {
        if (!isOfToday(row))
            continue;
        m_served += row.served;
        m_files += row.files;
        m_hits += row.hits;
        m_joined += row.joined;
        m_clients.restore(row, row.served);
    }
    for (const DayIncrement &row : known.repos) {
        if (isOfToday(row))
            m_repos.restore(row, row.served);
    }
    for (const DayIncrement &row : known.routes) {
        if (isOfToday(row))
            m_routes.restore(row, row.fetched);
    }
}

std::vector<DayIncrement> Ledger::take(AccountBook &book)
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    bookAll();
    return book.take(m_day.name);
}

std::vector<DayIncrement> Ledger::takeClients()
{
    return take(m_clients);
}

std::vector<DayIncrement> Ledger::takeRepos()
{
    return take(m_repos);
}

std::vector<DayIncrement> Ledger::takeRoutes()
{
    return take(m_routes);
}

std::int64_t Ledger::takeFetched()
{
    const std::lock_guard lock(m_mutex);
    turnDay();
    bookAll();
    return std::exchange(m_fetchedIncrement, 0);
}

} // namespace mirrorlake::meter
