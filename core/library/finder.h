// Finds where something is held. Reads all trees of the catalogue once for files and hashes. Thread: any; blocks.
#pragma once

#include "library/find.h"
#include "library/heldbook.h"

namespace mirrorlake::library {

class Finder
{
public:
    Finder(catalog::Catalog &catalog, HeldBook &book) : m_catalog(catalog), m_book(book) {}

    Result<FindAnswer> find(const std::string &what) const;

private:
    catalog::Catalog &m_catalog;
    HeldBook &m_book;
};

} // namespace mirrorlake::library
