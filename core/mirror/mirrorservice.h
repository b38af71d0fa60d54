// The answer to each Hub request: joins catalogue, store, fill and upstream. What is known is answered at once on the
// I/O thread; what is not known is a need (a ref, a tree, a file, a document) that is learned once on a pool, shared by
// all who need it, and then answered. Thread: serve() from any I/O thread.
#pragma once

#include "base/clock.h"
#include "base/httpmessage.h"
#include "catalog/catalog.h"
#include "fill/filler.h"
#include "mirror/accessoptions.h"
#include "mirror/grantkey.h"
#include "store/blobstore.h"
#include "upstream/hub.h"
#include "xet/announce.h"

#include <chrono>
#include <memory>
#include <string>

namespace mirrorlake::mirror {

struct MirrorOptions
{
    std::chrono::seconds refTtl{60}; ///< how long a branch or tag is believed without asking
    std::string publicUrl;           ///< base of absolute URLs; empty: the address the client came by
    AccessOptions access;            ///< who may read what is not public, and for how long
    xet::Serve xet = xet::Serve::Auto;        ///< who is told of Xet
    GrantKey grantKey = GrantKey::random();   ///< signs rights that travel in links
    int learners = 16;               ///< threads for questions to upstream and to the catalogue's disk
};

/// What the mirror stands on; all outlive it.
struct Parts
{
    catalog::Catalog &catalog;
    store::BlobStore &store;
    fill::Filler &filler;
    upstream::Hub &hub;
    const Clock &clock;
    upstream::Hub *viewer = nullptr; ///< the data viewer's host (hub-protocol §1.9), if there is one
};

class MirrorService final : public HttpService
{
public:
    MirrorService(MirrorOptions options, Parts parts);
    ~MirrorService() override; ///< waits for the learners

    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::mirror
