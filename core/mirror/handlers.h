// Who answers what: one overload of to() for each kind of hub::HubRequest. A new kind of request adds its handler here.
// Thread: answer() on I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/filehandler.h"
#include "mirror/landing/landinghandler.h"
#include "mirror/listing/listinghandler.h"
#include "mirror/repohandler.h"
#include "mirror/xet/xethandler.h"
#include "mirror/xet/xettokenhandler.h"

namespace mirrorlake::mirror {

class Handlers
{
public:
    explicit Handlers(Knowledge &knowledge)
        : m_files(knowledge), m_listings(knowledge), m_repos(knowledge), m_landing(knowledge.options, knowledge.parts),
          m_xetTokens(knowledge), m_xet(knowledge)
    {}

    Answer answer(const hub::HubRequest &request, Ask &ask)
    {
        return std::visit([&](const auto &kind) { return to(kind, ask); }, request);
    }

private:
    Answer to(const hub::FileRequest &request, Ask &ask) { return m_files.answer(request, ask); }
    Answer to(const hub::InfoRequest &request, Ask &ask) { return m_repos.info(request, ask); }
    Answer to(const hub::TreeRequest &request, Ask &ask) { return m_listings.tree(request, ask); }
    Answer to(const hub::PathsInfoRequest &request, Ask &ask) { return m_listings.pathsInfo(request, ask); }
    Answer to(const hub::RefsRequest &request, Ask &ask) { return m_repos.refs(request, ask); }
    Answer to(const hub::LandingRequest &, Ask &ask) { return m_landing.answer(ask); }
    Answer to(const hub::XetTokenRequest &request, Ask &ask) { return m_xetTokens.answer(request, ask); }
    Answer to(const hub::CasRequest &request, Ask &ask) { return m_xet.answer(request, ask); }
    Answer to(const hub::CasTelemetryRequest &, Ask &) { return XetHandler::telemetry(); }

    FileHandler m_files;
    ListingHandler m_listings;
    RepoHandler m_repos;
    LandingHandler m_landing;
    XetTokenHandler m_xetTokens;
    XetHandler m_xet;
};

} // namespace mirrorlake::mirror
