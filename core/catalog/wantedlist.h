// Counts what was asked for in vain between two commits; at most 10,000 different things, so that nobody can fill the
// memory by asking. Thread: any.
#pragma once

#include "catalog/catalog.h"

#include <atomic>
#include <map>
#include <mutex>

namespace mirrorlake::catalog {

class WantedList
{
public:
    void add(const RepoKey &repo, const Revision &revision, std::string_view path, std::int64_t now);
    void forget(const RepoKey &repo, const Revision &revision, std::string_view path);
    std::vector<Wanted> take();

    /// False as long as nothing was ever wanted, which costs nothing to find out.
    bool mayHold() const { return m_mayHold.load(std::memory_order_relaxed); }
    /// Something is written down from earlier.
    void expect() { m_mayHold.store(true, std::memory_order_relaxed); }

private:
    using Key = std::tuple<RepoKey, Revision, std::string>;
    std::atomic<bool> m_mayHold{false};
    std::mutex m_mutex;
    std::map<Key, Wanted> m_wanted;
};

} // namespace mirrorlake::catalog
