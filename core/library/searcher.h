// Searches upstream and the catalogue, and says what of the answer is here. Rows of upstream stand in upstream's order;
// before those of the first page stand repos that upstream does not list and that are known here: those that are gone,
// and private ones. Thread: any; blocks.
#pragma once

#include "library/heldbook.h"
#include "library/search.h"
#include "mirror/search/repoindex.h"
#include "upstream/hub.h"

namespace mirrorlake::library {

class Searcher
{
public:
    Searcher(catalog::Catalog &catalog, upstream::Hub &hub, HeldBook &book)
        : m_catalog(catalog), m_hub(hub), m_book(book), m_index(catalog)
    {}

    Result<SearchAnswer> search(const SearchQuestion &question);
    /// What is known here of one repo.
    FoundRepo known(const RepoKey &repo, const HeldList &held);

private:
    Result<SearchAnswer> askUpstream(const SearchQuestion &question) const;
    SearchAnswer askCatalogue(const SearchQuestion &question, const HeldList &held);
    std::vector<FoundRepo> unlisted(const SearchQuestion &question);
    FoundRepo marked(FoundRepo repo, const HeldList &held) const;

    catalog::Catalog &m_catalog;
    upstream::Hub &m_hub;
    HeldBook &m_book;
    mirror::RepoIndex m_index;
};

/// Why upstream did not answer, in two words and a sentence.
Reach reachOf(const Error &error);

} // namespace mirrorlake::library
