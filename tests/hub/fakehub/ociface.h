// The registry face of the fake Hub (hub-protocol §1.8): manifests of GGUF files by quantisation or file name, with a
// template, parameters and a configuration that lie in no repo. A GET of a blob leads to the CDN. What is in a manifest
// depends on the User-Agent. Thread: any.
#pragma once

#include "fakehub/cdnface.h"
#include "fakehub/reply.h"
#include "fakehub/world.h"

#include <string_view>

namespace mirrorlake::fakehub {

class OciFace
{
public:
    OciFace(const World &world, CdnFace &cdn) : m_world(world), m_cdn(cdn) {}

    void setUrls(std::string hub, std::string cdn);
    /// path is what follows "/v2".
    Reply answer(const HttpRequest &request, std::string_view path);

private:
    Reply manifest(const HttpRequest &request, const Repo &repo, std::string_view tag) const;
    Reply blob(const HttpRequest &request, const Repo &repo, std::string_view digest);

    const World &m_world;
    CdnFace &m_cdn;
    std::string m_hubUrl;
    std::string m_cdnUrl;
};

} // namespace mirrorlake::fakehub
