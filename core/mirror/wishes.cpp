#include "mirror/wishes.h"

#include "mirror/ask.h"

#include <optional>

namespace mirrorlake::mirror {

namespace {

struct Wish
{
    RepoKey repo;
    Revision revision;
    std::string path; ///< empty: the revision itself, or its listing
};

std::optional<Wish> wishOf(const hub::FileRequest &request)
{
    return Wish{request.repo, request.revision, request.path.text()};
}

std::optional<Wish> wishOf(const hub::InfoRequest &request)
{
    const auto branch = Revision::parse("main");
    return Wish{request.repo, request.revision.value_or(*branch), {}};
}

std::optional<Wish> wishOf(const hub::TreeRequest &request)
{
    return Wish{request.repo, request.revision, {}};
}

std::optional<Wish> wishOf(const hub::PathsInfoRequest &request)
{
    return Wish{request.repo, request.revision, {}};
}

/// Of nothing else can it be said what would have to be fetched.
template<typename Other>
std::optional<Wish> wishOf(const Other &)
{
    return std::nullopt;
}

std::optional<Wish> wishOfAny(const hub::HubRequest &request)
{
    return std::visit([](const auto &kind) { return wishOf(kind); }, request);
}

} // namespace

void Wishes::failed(const hub::HubRequest &request, const Error &error) const
{
    const auto wish = isUpstreamTrouble(error.code) ? wishOfAny(request) : std::nullopt;
    if (wish)
        m_catalog.addWanted(wish->repo, wish->revision, wish->path);
}

void Wishes::came(const hub::HubRequest &request) const
{
    if (const auto wish = wishOfAny(request))
        m_catalog.removeWanted(wish->repo, wish->revision, wish->path);
}

} // namespace mirrorlake::mirror
