#include "meter/accountbook.h"

#include <algorithm>
#include <utility>

namespace mirrorlake::meter {

namespace {

constexpr std::size_t most = 10'000;
constexpr std::size_t dropAtOnce = 100; ///< so that a flood of new names does not scan all accounts for each of them
constexpr std::size_t mostAside = 50'000;

void add(DayIncrement &sum, const DayIncrement &part)
{
    sum.served += part.served;
    sum.fetched += part.fetched;
    sum.files += part.files;
    sum.hits += part.hits;
    sum.joined += part.joined;
}

} // namespace

std::shared_ptr<Account> AccountBook::account(const std::string &name, const std::string &day)
{
    if (const auto known = m_accounts.find(name); known != m_accounts.end())
        return known->second;
    if (m_accounts.size() >= most)
        dropIdle(day);
    auto account = std::make_shared<Account>();
    account->name = name;
    m_accounts.emplace(name, account);
    return account;
}

void AccountBook::dropIdle(const std::string &day)
{
    std::vector<Account *> idle;
    idle.reserve(m_accounts.size());
    for (const auto &[name, account] : m_accounts) {
        if (account->active.empty())
            idle.push_back(account.get());
    }
    const auto count = std::min(dropAtOnce, idle.size());
    const auto isOlder = [](const Account *a, const Account *b) { return a->lastSeen < b->lastSeen; };
    std::partial_sort(idle.begin(), idle.begin() + static_cast<std::ptrdiff_t>(count), idle.end(), isOlder);
    for (std::size_t i = 0; i < count; ++i) {
        setAside(*idle[i], day);
        m_accounts.erase(std::string(idle[i]->name));
    }
}

void AccountBook::closeStep(std::size_t index)
{
    for (const auto &[name, account] : m_accounts)
        account->steps.close(index);
}

void AccountBook::endDay(const std::string &day)
{
    for (const auto &[name, account] : m_accounts) {
        setAside(*account, day);
        account->today = account->todayFiles = account->todayHits = account->todayJoined = 0;
    }
}

void AccountBook::setAside(Account &account, const std::string &day)
{
    if (!account.hasIncrement())
        return;
    auto key = std::pair(day, account.name);
    if (m_aside.size() >= mostAside && !m_aside.contains(key))
        key.second = "other";
    auto &aside = m_aside[key];
    aside.day = key.first;
    aside.name = key.second;
    add(aside, account.increment);
    account.increment = {};
}

std::vector<DayIncrement> AccountBook::take(const std::string &day)
{
    for (const auto &[name, account] : m_accounts)
        setAside(*account, day);
    std::vector<DayIncrement> taken;
    taken.reserve(m_aside.size());
    for (auto &[key, increment] : std::exchange(m_aside, {}))
        taken.push_back(std::move(increment));
    return taken;
}

void AccountBook::restore(const DayIncrement &row, std::int64_t bytes)
{
    const auto known = account(row.name, row.day);
    known->today += bytes;
    known->todayFiles += row.files;
    known->todayHits += row.hits;
    known->todayJoined += row.joined;
}

} // namespace mirrorlake::meter
