// Search without upstream: the repos of the catalogue by what their infos say, found, sorted and cut as the Hub would
// (hub-protocol §1.3, E15). Facts are kept in memory, so that ten thousand repos are searched without reading their
// infos again; what was read is believed for half a minute. Reads the catalogue's disk: for
// learners and other pools, not for I/O threads. Thread: any.
#pragma once

#include "catalog/catalog.h"
#include "mirror/search/repofacts.h"
#include "mirror/search/searchquestion.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <vector>

namespace mirrorlake::mirror {

/// One found repo.
struct FoundRepo
{
    RepoKey repo;
    RepoFacts facts;
};

struct SearchResult
{
    std::vector<FoundRepo> rows; ///< one page
    std::size_t total = 0;
    bool hasMore = false;
};

class RepoIndex
{
public:
    RepoIndex(catalog::Catalog &catalog, const Clock &clock) : m_catalog(catalog), m_clock(clock) {}

    /// Private repos and those whose openness is not known are listed only where the question says so.
    SearchResult find(const SearchQuestion &question);
    RepoFacts factsOf(const catalog::RepoRecord &record);

private:
    struct Kept
    {
        RepoFacts facts;
        Clock::Steady readAt{};
    };

    catalog::Catalog &m_catalog;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::map<RepoKey, Kept> m_kept;
};

/// The repo's info as upstream last gave it; only what is certain where none was kept.
nlohmann::ordered_json keptInfo(catalog::Catalog &catalog, const RepoKey &repo, bool *isKept = nullptr);

} // namespace mirrorlake::mirror
