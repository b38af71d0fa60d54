// The books behind Meter. Bytes arrive as atomic adds on the client's pending count; whoever looks (sample, figures,
// take) books them under the one lock, which begin and end of a transfer take for a moment too. Thread: any.
#pragma once

#include "meter/client.h"
#include "meter/localday.h"
#include "meter/ratehistory.h"
#include "meter/repobook.h"

#include <deque>
#include <mutex>
#include <unordered_map>

namespace mirrorlake::meter {

class Ledger
{
public:
    explicit Ledger(const Clock &clock);

    std::shared_ptr<Client> begin(const std::string &address, Transfer &transfer);
    void end(Client &client, const Transfer &transfer);
    void received(std::int64_t bytes) { m_pendingReceived.fetch_add(bytes, std::memory_order_relaxed); }

    void closeStep();
    Figures figures();
    Sums sums();
    std::vector<RatePoint> rates(Span span) const;
    std::vector<RepoIncrement> takeRepoIncrements();

    void restore(const std::vector<DayIncrement> &today, std::int64_t fetchedToday,
                 const std::vector<std::pair<std::string, std::int64_t>> &totals);
    std::vector<DayIncrement> takeDayIncrements();
    std::int64_t takeFetched();

private:
    std::shared_ptr<Client> clientFor(const std::string &address);
    void dropIdleClients();
    void countFile(Client &client, const Transfer &transfer);
    void book(Client &client, std::int64_t now);
    void bookAll();
    void turnDay();
    void setIncrementAside(Client &client);
    ClientFigures figuresOf(const Client &client, double nowSeconds) const;
    double nowSeconds() const;

    const Clock &m_clock;
    std::atomic<std::int64_t> m_pendingReceived{0};

    mutable std::mutex m_mutex;
    std::unordered_map<std::string, std::shared_ptr<Client>> m_clients;
    std::map<std::pair<std::string, std::string>, DayIncrement>
        m_setAside; ///< of days and clients that are gone, by day and client
    std::uint64_t m_lastNumber = 0;
    int m_activeTransfers = 0;

    LocalDay m_day;
    std::int64_t m_served = 0;
    std::int64_t m_fetched = 0;
    std::int64_t m_files = 0;
    std::int64_t m_hits = 0;
    std::int64_t m_fetchedIncrement = 0;
    Sums m_sums;
    RepoBook m_repos;

    Clock::Steady m_stepBegan;
    std::int64_t m_stepServed = 0;
    std::int64_t m_stepFetched = 0;
    std::size_t m_stepIndex = 0; ///< where in each ring the next step goes
    std::array<double, nowSteps> m_stepSeconds = {};
    std::deque<RatePoint> m_lastMinute;
    RateHistory m_history;
};

} // namespace mirrorlake::meter
