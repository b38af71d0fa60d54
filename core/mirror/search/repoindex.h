// Search without upstream: the repos of the catalogue by what their infos say, found, sorted and cut as the Hub would
// (hub-protocol §1.3, E15). Facts are kept in memory, also that there are none, so that of ten thousand repos only
// those are read again whose infos have changed since. Reads the catalogue's disk: for learners and other pools, not
// for I/O threads. Thread: any.
#pragma once

#include "catalog/catalog.h"
#include "mirror/search/repofacts.h"
#include "mirror/search/searchquestion.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
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
    explicit RepoIndex(catalog::Catalog &catalog) : m_catalog(catalog) {}

    /// Private repos and those whose openness is not known are listed only where the question says so.
    SearchResult find(const SearchQuestion &question);
    RepoFacts factsOf(const catalog::RepoRecord &record);

private:
    using FactsPointer = std::shared_ptr<const RepoFacts>;

    /// Forgets what has changed since the last time.
    void hearNews();
    /// As the repo's info says; what the record says of its access is left out.
    FactsPointer kept(const RepoKey &repo);
    bool hasChangedSince(std::uint64_t number, const std::string &target) const;

    catalog::Catalog &m_catalog;
    std::mutex m_mutex;
    std::unordered_map<std::string, FactsPointer> m_kept; ///< by the address of the repo's info
    std::uint64_t m_heard = 0;                            ///< number of the last change that was taken in
};

/// The repo's info as upstream last gave it; only what is certain where none was kept.
nlohmann::ordered_json keptInfo(catalog::Catalog &catalog, const RepoKey &repo);

} // namespace mirrorlake::mirror
