// What was asked for in vain while upstream could not be asked: written into the catalogue's wanted list, and taken off
// it when it comes. Thread: any; touches memory only.
#pragma once

#include "catalog/catalog.h"
#include "hub/requests.h"

namespace mirrorlake::mirror {

class Wishes
{
public:
    explicit Wishes(catalog::Catalog &catalog) : m_catalog(catalog) {}

    /// The request was answered by this error. Noted if upstream, or the way to it, was the trouble.
    void failed(const hub::HubRequest &request, const Error &error) const;
    /// The request was answered by what upstream has just said.
    void came(const hub::HubRequest &request) const;

private:
    catalog::Catalog &m_catalog;
};

} // namespace mirrorlake::mirror
