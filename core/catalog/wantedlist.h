// Counts what was asked for in vain between two commits; at most 10,000 different things, so that nobody can fill the
// memory by asking. Thread: any.
#pragma once

#include "catalog/catalog.h"

#include <map>
#include <mutex>

namespace mirrorlake::catalog {

class WantedList
{
public:
    void add(const RepoKey &repo, const Revision &revision, std::string_view path, std::int64_t now);
    void forget(const RepoKey &repo, const Revision &revision, std::string_view path);
    std::vector<Wanted> take();

private:
    using Key = std::tuple<RepoKey, Revision, std::string>;
    std::mutex m_mutex;
    std::map<Key, Wanted> m_wanted;
};

} // namespace mirrorlake::catalog
