// What people browse at the Hub beside the files (hub-protocol §1.2 rows 14, 18 and 19): tags, collections, papers,
// users, discussions, Parquet listings and the state of a space, with URLs that lead to the Hub's own hosts as they do
// there; and the data viewer, for those who come by a host that begins with "datasets-server." (§1.9). Thread: any.
#pragma once

#include "fakehub/reply.h"
#include "fakehub/target.h"
#include "fakehub/world.h"

#include <optional>
#include <string>

namespace mirrorlake::fakehub {

class PagesFace
{
public:
    explicit PagesFace(const World &world) : m_world(world) {}

    /// Nothing if this address is none of them.
    std::optional<Reply> answer(const HttpRequest &request, const Target &target) const;
    /// The same for what is about one repo that the caller may see: discussions, parquet, runtime.
    std::optional<Reply> ofRepo(const HttpRequest &request, const Target &target, const Repo &repo) const;

private:
    Reply parquet(const HttpRequest &request, const Target &target, const Repo &repo) const;
    Reply viewer(const HttpRequest &request, const Target &target, const std::string &verb) const;

    const World &m_world;
};

} // namespace mirrorlake::fakehub
