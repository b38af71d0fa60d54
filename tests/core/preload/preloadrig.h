// A pre-loader on top of real rooms in a temporary folder, in front of a fake Hub. Waits for what jobs become.
#pragma once

#include "catalog/catalog.h"
#include "fakehub/fakehub.h"
#include "fill/filler.h"
#include "preload/preloader.h"
#include "store/blobstore.h"
#include "upstream/routes.h"

#include <QtCore/QTemporaryDir>

#include <functional>
#include <memory>

namespace mirrorlake::test {

class PreloadRig : private fill::FillObserver
{
public:
    PreloadRig();
    ~PreloadRig() override;

    /// Everything is closed and opened again from the same folder. keepFree: as StoreOptions.
    void restart(Bytes keepFree = {1});
    void stop();

    preload::JobId add(preload::JobOrder order);
    Result<void> command(preload::JobId id, preload::JobCommand command);
    Result<void> change(preload::JobId id, preload::JobChange change);
    Result<void> remove(preload::JobId id);
    /// The job once this holds of it, or as it stands after 20 s.
    preload::Job waitUntil(preload::JobId id, const std::function<bool(const preload::Job &)> &holds);
    preload::Job waitFor(preload::JobId id, preload::JobState state);

    preload::Preloader &preloader() { return *m_preloader; }
    store::BlobStore &store() { return *m_store; }
    catalog::Catalog &catalog() { return *m_catalog; }
    fill::Filler &filler() { return *m_filler; }
    upstream::Hub &upstream() { return *m_upstream; }

    fakehub::FakeHub hub;
    preload::PreloadOptions options;

private:
    void received(std::int64_t) override {}
    void completed(const upstream::FileSource &) override {}
    void failed(const upstream::FileSource &, const Error &) override {}

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<store::BlobStore> m_store;
    std::unique_ptr<upstream::Hub> m_upstream;
    std::unique_ptr<fill::Filler> m_filler;
    std::unique_ptr<preload::Preloader> m_preloader;
};

preload::JobOrder orderOf(const std::string &wish);

} // namespace mirrorlake::test
