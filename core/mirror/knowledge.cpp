#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

namespace {

std::vector<std::string> upstreamUrls(const Parts &parts)
{
    std::vector<std::string> urls;
    for (const upstream::Hub *hub : {&parts.hub, parts.viewer}) {
        if (!hub)
            continue;
        for (const upstream::RouteHealth &route : hub->health())
            urls.push_back(route.url);
    }
    return urls;
}

} // namespace

Knowledge::Knowledge(MirrorOptions theOptions, const Parts &theParts, Learner &learner)
    : options(std::move(theOptions)), parts(theParts), foreign(upstreamUrls(parts)),
      access(parts.catalog, parts.clock, options.access), documents(parts.catalog, parts.hub, access, parts.clock),
      pages(parts.catalog, parts.hub, parts.clock), revisions(parts.catalog, documents, parts.clock, options.refTtl),
      trees(parts.catalog, parts.hub, access),
      files({parts.catalog, parts.hub, access, documents, revisions, trees, learner, parts.clock}),
      grants(options.grantKey, parts.clock), xetBook(trees, parts.catalog),
      xetAnnouncer(options.xet, options.publicUrl, xetBook)
{}

} // namespace mirrorlake::mirror
