#include "core/preload/preloadrig.h"

#include "base/log.h"
#include "preload/wish.h"

#include <filesystem>
#include <future>
#include <thread>

namespace mirrorlake::test {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 20s;

template<typename T, typename Ask>
Result<T> answerOf(Ask ask)
{
    auto answer = std::make_shared<std::promise<Result<T>>>();
    auto future = answer->get_future();
    ask([answer](Result<T> result) { answer->set_value(std::move(result)); });
    return future.get();
}

} // namespace

PreloadRig::PreloadRig()
{
    log::setup(log::Level::Off, log::Format::Text);
    options.tick = 20ms;
    if (!hub.start())
        qFatal("the fake Hub does not start");
}

PreloadRig::~PreloadRig()
{
    stop();
}

void PreloadRig::stop()
{
    m_preloader.reset();
    if (m_filler)
        m_filler->stop();
    m_filler.reset();
    m_upstream.reset();
    m_store.reset();
    m_catalog.reset();
}

void PreloadRig::restart(Bytes keepFree)
{
    stop();
    const std::filesystem::path folder = m_folder.path().toStdString();
    m_catalog = std::move(*catalog::Catalog::open(folder / "catalog.sqlite", m_clock));
    m_store = std::move(*store::BlobStore::open({.folder = folder / "store", .keepFree = keepFree}));
    upstream::HubOptions hubOptions{{{hub.url()}}, {}, false};
    m_upstream = upstream::makeHub(hubOptions, m_clock);
    m_filler = std::make_unique<fill::Filler>(fill::FillOptions{}, *m_store, *m_upstream, m_clock,
                                              static_cast<fill::FillObserver &>(*this));
    m_preloader = std::make_unique<preload::Preloader>(
        options, preload::PreloadParts{*m_catalog, *m_store, *m_filler, *m_upstream, m_clock});
}

preload::JobId PreloadRig::add(preload::JobOrder order)
{
    if (!m_preloader)
        restart();
    return answerOf<preload::JobId>([&](auto then) { m_preloader->add(std::move(order), then); }).value_or(0);
}

Result<void> PreloadRig::command(preload::JobId id, preload::JobCommand command)
{
    return answerOf<void>([&](auto then) { m_preloader->command(id, command, then); });
}

Result<void> PreloadRig::change(preload::JobId id, preload::JobChange change)
{
    return answerOf<void>([&](auto then) { m_preloader->change(id, change, then); });
}

Result<void> PreloadRig::remove(preload::JobId id)
{
    return answerOf<void>([&](auto then) { m_preloader->remove(id, then); });
}

preload::Job PreloadRig::waitUntil(preload::JobId id, const std::function<bool(const preload::Job &)> &holds)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    preload::Job last{0, *RepoKey::parse("hf:models/no/job"), *Revision::parse("main")};
    while (std::chrono::steady_clock::now() < end) {
        const auto jobs = m_preloader->jobs(); // may be replaced while they are looked through
        for (const preload::Job &job : *jobs) {
            if (job.id == id)
                last = job;
        }
        if (last.id == id && holds(last))
            return last;
        std::this_thread::sleep_for(5ms);
    }
    qWarning("job %lld is %s: %s", static_cast<long long>(last.id), nameOf(last.state).data(), last.reason.text.c_str());
    return last;
}

preload::Job PreloadRig::waitFor(preload::JobId id, preload::JobState state)
{
    return waitUntil(id, [state](const preload::Job &job) { return job.state == state; });
}

preload::JobOrder orderOf(const std::string &text)
{
    const auto wish = preload::parseWish(text);
    if (!wish)
        qFatal("%s", wish.error().message.c_str());
    return {wish->repo, wish->revision, wish->choice};
}

} // namespace mirrorlake::test
