// The books behind Meter. Bytes arrive as atomic adds on their transfer; whoever looks (sample, figures, take) books
// them under the one lock, which begin and end of a transfer take for a moment too. Thread: any.
#pragma once

#include "meter/accountbook.h"
#include "meter/localday.h"
#include "meter/ratehistory.h"

#include <mutex>

namespace mirrorlake::meter {

class Ledger
{
public:
    explicit Ledger(const Clock &clock);

    void begin(const std::string &address, Transfer &transfer);
    void end(Transfer &transfer);
    void received(std::int64_t bytes) { m_pendingReceived.fetch_add(bytes, std::memory_order_relaxed); }
    void completed(const std::string &repo, std::int64_t bytes);

    void closeStep(const std::vector<RouteSum> &routes);
    Figures figures();
    Sums sums();
    std::vector<RatePoint> rates(Span span) const;

    void restore(const Known &known);
    std::vector<DayIncrement> takeClients();
    std::vector<DayIncrement> takeRepos();
    std::vector<DayIncrement> takeRoutes();
    std::int64_t takeFetched();

private:
    void countFile(const Transfer &transfer);
    void book(Transfer &transfer, std::int64_t now);
    void bookAll();
    void bookRoutes(const std::vector<RouteSum> &routes);
    void turnDay();
    ClientFigures figuresOf(const Account &client, double seconds) const;
    std::vector<RepoFigures> repoFigures(double seconds) const;
    std::vector<RouteFigures> routeFigures(double seconds) const;
    std::vector<DayIncrement> take(AccountBook &book);
    double nowSeconds() const;

    const Clock &m_clock;
    std::atomic<std::int64_t> m_pendingReceived{0};

    mutable std::mutex m_mutex;
    AccountBook m_clients;
    AccountBook m_repos;
    AccountBook m_routes;
    std::map<std::string, std::int64_t> m_routeSums; ///< as they were said last
    std::uint64_t m_lastNumber = 0;
    std::map<std::uint64_t, Transfer *> m_active;

    LocalDay m_day;
    std::int64_t m_served = 0;
    std::int64_t m_fetched = 0;
    std::int64_t m_files = 0;
    std::int64_t m_hits = 0;
    std::int64_t m_joined = 0;
    std::int64_t m_fetchedIncrement = 0;
    Sums m_sums;

    Clock::Steady m_stepBegan;
    std::int64_t m_stepServed = 0;
    std::int64_t m_stepFetched = 0;
    std::size_t m_stepIndex = 0; ///< where in each ring the next step goes
    std::array<double, nowSteps> m_stepSeconds = {};
    RateHistory m_history;
};

} // namespace mirrorlake::meter
