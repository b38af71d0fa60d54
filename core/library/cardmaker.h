// Puts together the card of one repo: what the Hub says of it, its files, and what of them is here. Thread: any;
// blocks.
#pragma once

#include "library/card.h"
#include "library/reader.h"
#include "library/searcher.h"

namespace mirrorlake::library {

class CardMaker
{
public:
    /// All outlive it.
    struct Parts
    {
        catalog::Catalog &catalog;
        store::BlobStore &store;
        upstream::Hub &hub;
        HeldBook &book;
        Searcher &searcher;
        const Clock &clock;
    };

    explicit CardMaker(Parts parts) : m_parts(parts), m_reader(parts.catalog, parts.store, parts.hub, parts.clock) {}

    Result<Card> make(const CardQuestion &question);

private:
    Result<void> addInfo(Card &card, const RepoKey &repo, const Revision &revision, const HeldList &held,
                         bool isHereOnly);
    Result<void> addFiles(Card &card, const CardQuestion &question, const HeldList &held);

    const Parts m_parts;
    Reader m_reader;
};

} // namespace mirrorlake::library
