// All accounts of a kind, by name: at most 10,000 (idle ones go first, the oldest before the others), and what their
// days brought since it was last taken, of which nothing is lost. Guarded by its owner.
#pragma once

#include "meter/account.h"

#include <unordered_map>

namespace mirrorlake::meter {

class AccountBook
{
public:
    using Accounts = std::unordered_map<std::string, std::shared_ptr<Account>>;

    /// The account of this name, made when there is none; day is the one that is open.
    std::shared_ptr<Account> account(const std::string &name, const std::string &day);
    const Accounts &all() const { return m_accounts; }
    void closeStep(std::size_t index);
    void endDay(const std::string &day);
    /// One row for each day and account with something new.
    std::vector<DayIncrement> take(const std::string &day);
    /// What is known of today already; in no later increment. bytes: those of the row that count as today's.
    void restore(const DayIncrement &row, std::int64_t bytes);

private:
    void setAside(Account &account, const std::string &day);
    void dropIdle(const std::string &day);

    Accounts m_accounts;
    std::map<std::pair<std::string, std::string>, DayIncrement>
        m_aside; ///< of days and accounts that are gone, by day and name
};

} // namespace mirrorlake::meter
