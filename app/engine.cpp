#include "engine.h"

#include "base/log.h"
#include "control/addresses.h"
#include "control/controltoken.h"
#include "doctor/systemprobe.h"
#include "engineoptions.h"
#include "mirrorfile.h"
#include "patientof.h"
#include "startup.h"
#include "upkeepoptions.h"
#include "viewerhub.h"

#include <unistd.h>

namespace mirrorlake::app {

namespace {

std::unique_ptr<upstream::Hub> makeViewer(const settings::Settings &settings,
                                          const std::shared_ptr<upstream::LineLimit> &line, const Clock &clock)
{
    auto options = viewerOptions(hubOptions(settings, line), settings.upstream.viewerUrl);
    return options ? upstream::makeHub(std::move(*options), clock) : nullptr;
}

} // namespace

struct Engine::Opened
{
    std::unique_ptr<const Clock> clock;
    DataFolder folder;
    std::string token;
    mirror::GrantKey grantKey;
    std::unique_ptr<catalog::Catalog> catalog;
    std::unique_ptr<store::BlobStore> store;
};

Result<Engine::Opened> Engine::open(const settings::Settings &settings)
{
    if (auto checked = checkFiles(settings); !checked)
        return fail(checked.error());
    auto folder = DataFolder::open(settings.dataFolder);
    if (!folder)
        return fail(folder.error());
    auto token = control::ensureControlToken(folder->tokenFile());
    if (!token)
        return fail(token.error());
    auto grantKey = mirror::GrantKey::inFile(folder->grantKeyFile());
    if (!grantKey)
        return fail(grantKey.error());
    auto store = store::BlobStore::open({.folder = folder->storeFolder(), .keepFree = settings.store.keepFree});
    if (!store)
        return fail(store.error());
    auto clock = std::make_unique<SystemClock>();
    auto catalog = catalog::Catalog::open(folder->catalogFile(), *clock);
    if (!catalog)
        return fail(catalog.error());
    return Opened{std::move(clock),     std::move(*folder),  std::move(*token),
                  std::move(*grantKey), std::move(*catalog), std::move(*store)};
}

Result<std::unique_ptr<control::RunningMirror>> Engine::start(const settings::Settings &settings, control::Host host)
{
    auto opened = open(settings);
    if (!opened)
        return fail(opened.error());
    std::unique_ptr<Engine> engine(new Engine(settings, std::move(*opened), std::move(host)));
    if (auto begun = engine->begin(); !begun)
        return fail(begun.error());
    return engine;
}

Engine::Engine(const settings::Settings &settings, Opened opened, control::Host host)
    : m_clock(std::move(opened.clock)), m_folder(std::move(opened.folder)),
      m_catalog(std::move(opened.catalog)), m_store(std::move(opened.store)), m_meter(*m_clock),
      m_dayBook(m_meter, *m_catalog, *m_clock), m_line(std::make_shared<upstream::LineLimit>(*m_clock)),
      m_hub(upstream::makeHub(hubOptions(settings, m_line), *m_clock)),
      m_viewer(makeViewer(settings, m_line, *m_clock)), m_fillWatch(m_meter, *m_catalog),
      m_filler(fillOptions(settings.fill, m_folder.ledgerFile()), *m_store, *m_hub, *m_clock, m_fillWatch),
      m_mirror(mirrorOptions(settings, opened.grantKey),
               {*m_catalog, *m_store, m_filler, *m_hub, *m_clock, m_viewer.get()}),
      m_preloader(preloadOptions(settings), {*m_catalog, *m_store, m_filler, *m_hub, *m_clock}),
      m_verifier({*m_catalog, *m_store, m_filler, *m_clock}, verifyOptions(settings.verify)),
      m_gate(gateOptions(settings), m_mirror, m_meter, *m_clock),
      m_upkeep({*m_catalog, *m_store, m_filler, *m_hub, *m_line, m_meter, m_gate, *m_clock}, settings,
               m_folder.accessLogFile()),
      m_library({*m_catalog, *m_store, *m_hub, *m_clock}),
      m_adopter({*m_catalog, *m_store, *m_hub, *m_clock}, [this](std::int64_t bytes) { grew(bytes); }),
      m_doctor(
          [this, settings, file = host.settingsFile] {
              return patientOf(settings, file, endpoints(), m_store->freeSpace().count);
          },
          std::make_unique<doctor::SystemProbe>()),
      m_operations({m_preloader, m_upkeep, m_verifier, m_adopter, m_library, m_doctor}),
      m_admin(control::adminRules(settings.server, opened.token),
              {std::move(host.snapshot), &m_operations, host.configuration, &m_events, std::move(host.stop),
               &m_profiler}),
      m_frontDesk(m_admin, m_gate, settings.server.publicUrl),
      m_server(serverOptions(settings.server), m_frontDesk)
{
    applyLimits(settings);
}

Engine::~Engine() = default;

Result<void> Engine::begin()
{
    m_dayBook.restore();
    m_fillWatch.onCompleted = [this](std::int64_t bytes) { grew(bytes); };
    m_upkeep.start();
    m_verifier.start();
    if (auto started = m_server.start(); !started)
        return started;
    if (auto written = writeMirrorFile(m_folder.mirrorFile(), {control::localUrlOf(m_server.endpoints()), ::getpid()});
        !written)
        return written;
    for (const std::string &endpoint : m_server.endpoints())
        log::info("app", "serving on {}", endpoint);
    return {};
}

void Engine::tick()
{
    std::vector<meter::RouteSum> routes;
    for (const upstream::RouteHealth &route : m_hub->health())
        routes.push_back({route.url, route.bytes});
    m_meter.sample(routes);
    m_dayBook.tick();
    m_upkeep.tick();
    m_verifier.tick();
    applyMemory();
    guess();
}

/// What a client waits for goes on; everything else rests while memory is scarce.
void Engine::applyMemory()
{
    const bool isTight = m_upkeep.isMemoryTight();
    m_filler.setLimits({m_fillsAtOnce, isTight});
    m_preloader.setHold(isTight ? std::optional<std::string>("memory is scarce") : std::nullopt);
}

void Engine::guess()
{
    if (!m_mayGuess)
        return;
    for (const meter::RequestRecord &request : m_gate.log().after(m_lastHeard)) {
        m_lastHeard = request.number;
        if (request.method != "GET" || request.status >= 300 || request.path.empty())
            continue;
        const auto order = m_predictor.hear(request.repo, request.commit, request.path, m_clock->steady());
        if (order)
            m_preloader.add(*order, [](const Result<preload::JobId> &) {});
    }
}

void Engine::grew(std::int64_t bytes)
{
    m_upkeep.completed(bytes);
    m_library.grew();
}

control::MirrorFacts Engine::facts() const
{
    auto upkeep = m_upkeep.facts();
    upkeep->guesses = m_predictor.counts();
    return {m_hub->address(),    m_hub->isOffline(), m_meter.figures(),
            m_filler.snapshot(), m_preloader.jobs(), std::move(upkeep),
            m_verifier.report()};
}

void Engine::apply(const settings::Settings &settings)
{
    setupLog(settings.log);
    m_preloader.setOptions(preloadOptions(settings));
    m_upkeep.apply(settings);
    applyLimits(settings);
    m_hub->setOffline(settings.upstream.offline);
    if (m_viewer)
        m_viewer->setOffline(settings.upstream.offline);
    for (const upstream::Route &route : hubOptions(settings).routes)
        m_hub->setLimit(route.url, route.limit);
    m_verifier.setOptions(verifyOptions(settings.verify));
}

void Engine::applyLimits(const settings::Settings &settings)
{
    m_mayGuess = settings.preload.predict;
    m_fillsAtOnce = settings.fill.atOnce;
    applyMemory();
}

void Engine::stop(std::chrono::milliseconds grace)
{
    removeMirrorFile(m_folder.mirrorFile());
    m_events.close();
    m_profiler.stop();
    m_server.stop(grace);
    m_preloader.stop();
    m_verifier.stop();
    m_adopter.stop();
    m_upkeep.stop();
    m_filler.stop();
    m_hub->stop();
    if (m_viewer)
        m_viewer->stop();
    m_library.stop();
    m_doctor.stop();
    m_dayBook.write();
    if (auto flushed = m_catalog->flush(); !flushed)
        log::error("app", "the catalogue was not written: {}", flushed.error().message);
}

} // namespace mirrorlake::app
