// Who answers what: one overload of to() for each kind of hub::HubRequest. A new kind of request adds its handler here.
// Thread: answer() on I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/doorhandler.h"
#include "mirror/filehandler.h"
#include "mirror/landing/landinghandler.h"
#include "mirror/listing/listinghandler.h"
#include "mirror/pages/authhandler.h"
#include "mirror/pages/pagehandler.h"
#include "mirror/repohandler.h"
#include "mirror/search/listhandler.h"
#include "mirror/xet/xethandler.h"
#include "mirror/xet/xettokenhandler.h"

namespace mirrorlake::mirror {

class Handlers
{
public:
    explicit Handlers(Knowledge &knowledge)
        : m_files(knowledge), m_listings(knowledge), m_repos(knowledge), m_auth(knowledge), m_pages(knowledge),
          m_lists(knowledge), m_landing(knowledge.options, knowledge.parts), m_xetTokens(knowledge), m_xet(knowledge),
          m_doors(knowledge, m_files)
    {}

    Answer answer(const hub::HubRequest &request, Ask &ask)
    {
        return std::visit([&](const auto &kind) { return to(kind, ask); }, request);
    }

    /// The answer to an address that was answered a moment ago.
    std::optional<Answer> again(Ask &ask) { return m_files.again(ask); }

    /// The sink for the replies to this request: errors have the shape that its clients read.
    ReplySink inItsWords(const hub::HubRequest &request, std::shared_ptr<const HttpRequest> http, ReplySink sink) const
    {
        const auto *door = std::get_if<hub::DoorRequest>(&request);
        return door ? m_doors.inItsWords(*door, std::move(http), std::move(sink)) : std::move(sink);
    }

private:
    Answer to(const hub::FileRequest &request, Ask &ask) { return m_files.answer(request, ask); }
    Answer to(const hub::InfoRequest &request, Ask &ask) { return m_repos.info(request, ask); }
    Answer to(const hub::TreeRequest &request, Ask &ask) { return m_listings.tree(request, ask); }
    Answer to(const hub::PathsInfoRequest &request, Ask &ask) { return m_listings.pathsInfo(request, ask); }
    Answer to(const hub::RefsRequest &request, Ask &ask) { return m_repos.refs(request, ask); }
    Answer to(const hub::RawRequest &request, Ask &ask) { return m_files.raw(request, ask); }
    Answer to(const hub::TreeSizeRequest &request, Ask &ask) { return m_listings.treeSize(request, ask); }
    Answer to(const hub::ParquetFileRequest &request, Ask &ask) { return m_listings.parquetFile(request, ask); }
    Answer to(const hub::CommitsRequest &request, Ask &ask) { return m_repos.commits(request, ask); }
    Answer to(const hub::RepoPageRequest &request, Ask &ask) { return m_repos.page(request, ask); }
    Answer to(const hub::AuthCheckRequest &request, Ask &ask) { return m_auth.answer(request, ask); }
    Answer to(const hub::ListRequest &request, Ask &ask) { return m_lists.answer(request, ask); }
    Answer to(const hub::PageRequest &request, Ask &ask) { return m_pages.page(request, ask); }
    Answer to(const hub::ViewerRequest &request, Ask &ask) { return m_pages.viewer(request, ask); }
    Answer to(const hub::TelemetryRequest &, Ask &) { return PageHandler::telemetry(); }
    Answer to(const hub::LandingRequest &, Ask &ask) { return m_landing.answer(ask); }
    Answer to(const hub::XetTokenRequest &request, Ask &ask) { return m_xetTokens.answer(request, ask); }
    Answer to(const hub::CasRequest &request, Ask &ask) { return m_xet.answer(request, ask); }
    Answer to(const hub::DoorRequest &request, Ask &ask) { return m_doors.answer(request, ask); }
    Answer to(const hub::CasTelemetryRequest &, Ask &) { return XetHandler::telemetry(); }

    FileHandler m_files;
    ListingHandler m_listings;
    RepoHandler m_repos;
    AuthHandler m_auth;
    PageHandler m_pages;
    ListHandler m_lists;
    LandingHandler m_landing;
    XetTokenHandler m_xetTokens;
    XetHandler m_xet;
    DoorHandler m_doors; // depends on: m_files
};

} // namespace mirrorlake::mirror
