// Search without upstream: the repos of the catalogue, found, sorted and cut as the Hub would, as JSON of the Hub's own
// shape (hub-protocol §1.3, E15). Private repos and those whose openness is not known are never listed. Reads the
// catalogue's disk: for learners and other pools, not for I/O threads.
#pragma once

#include "catalog/catalog.h"
#include "mirror/search/searchquestion.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mirrorlake::mirror {

/// One found repo.
struct FoundRepo
{
    RepoKey repo;
    bool isGated = false;
    std::int64_t downloads = 0;
    std::int64_t likes = 0;
    double trendingScore = 0;
    std::string lastModified; ///< ISO, as the Hub wrote it, or empty
    std::string createdAt;
    std::string json; ///< its row in a list
};

struct SearchResult
{
    std::vector<FoundRepo> rows; ///< one page
    std::size_t total = 0;
    bool hasMore = false;
};

SearchResult searchCatalog(catalog::Catalog &catalog, const SearchQuestion &question);

} // namespace mirrorlake::mirror
