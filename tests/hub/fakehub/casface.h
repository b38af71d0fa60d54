// The Xet side of the fake Hub: read tokens, reconstructions in their four path forms, and xorbs made up from plain
// files (client-findings §2.1). A token names its repo and commit, and opens the files of that commit only. Thread:
// any.
#pragma once

#include "fakehub/cdnface.h"
#include "fakehub/reply.h"
#include "fakehub/world.h"

#include <string>
#include <string_view>

namespace mirrorlake::fakehub {

class CasFace
{
public:
    CasFace(const World &world, CdnFace &cdn) : m_world(world), m_cdn(cdn) {}

    void setUrls(std::string hub, std::string cdn);
    Reply token(const HttpRequest &request, const Repo &repo, const Commit &commit) const;
    /// path is what follows "/cas".
    Reply answer(const HttpRequest &request, std::string_view path);

private:
    struct Found
    {
        RepoPtr repo;
        ContentPtr content;
    };
    Found find(std::string_view token, std::string_view xetHash) const;

    const World &m_world;
    CdnFace &m_cdn;
    std::string m_hubUrl;
    std::string m_cdnUrl;
};

} // namespace mirrorlake::fakehub
