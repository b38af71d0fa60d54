// For how long a name is believed to stand for another repo (a rename, a legacy id, another spelling): as a ref, until
// upstream was not heard of it for a while. Whoever then asks under the name, and not under that of the repo, learns
// whether it still leads there. In memory only. Thread: any.
#pragma once

#include "catalog/catalog.h"
#include "upstream/httpclient.h"

#include <chrono>
#include <map>
#include <mutex>

namespace mirrorlake::mirror {

class Names
{
public:
    Names(catalog::Catalog &catalog, const Clock &clock) : m_catalog(catalog), m_clock(clock) {}

    /// The name stands for another repo, and upstream was not heard of that for so long.
    bool isDue(const RepoKey &name, std::chrono::seconds ttl) const;
    void heard(const RepoKey &name);
    /// What was answered under this name says whether it still leads to the repo that it stood for; if not, it stands
    /// for itself from now on. A repo that is hidden from some answers differently to each, so that only the word about
    /// a public one counts when it is that nothing is there.
    void follow(const RepoKey &name, const upstream::Response &answer, bool isPublic);

private:
    void release(const RepoKey &name);

    catalog::Catalog &m_catalog;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    std::map<RepoKey, std::int64_t> m_heard; ///< unix seconds; at most 10,000
};

} // namespace mirrorlake::mirror
