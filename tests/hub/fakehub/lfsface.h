// git-lfs at the fake Hub (hub-protocol §1.7): the batch call, answered with signed, expiring URLs at the CDN. Thread:
// any.
#pragma once

#include "fakehub/cdnface.h"
#include "fakehub/reply.h"
#include "fakehub/world.h"

namespace mirrorlake::fakehub {

class LfsFace
{
public:
    LfsFace(const World &world, CdnFace &cdn) : m_world(world), m_cdn(cdn) {}

    void setUrls(std::string cdn) { m_cdnUrl = std::move(cdn); }
    /// key is the repo's; the request is a POST of …/info/lfs/objects/batch.
    Reply batch(const HttpRequest &request, const std::string &key);

private:
    const World &m_world;
    CdnFace &m_cdn;
    std::string m_cdnUrl;
};

} // namespace mirrorlake::fakehub
