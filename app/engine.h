// A mirror that serves: every room, put together in the order in which one stands on another, and taken apart in the
// reverse order. Thread: as control::RunningMirror says.
#pragma once

#include "adopt/adopter.h"
#include "base/clock.h"
#include "control/adminservice.h"
#include "control/cpuprofiler.h"
#include "control/frontdesk.h"
#include "control/local/localoperations.h"
#include "control/runningmirror.h"
#include "datafolder.h"
#include "daybook.h"
#include "doctor/localdoctor.h"
#include "fillwatch.h"
#include "gate/gate.h"
#include "library/locallibrary.h"
#include "mirror/mirrorservice.h"
#include "preload/predictor.h"
#include "preload/preloader.h"
#include "serve/server.h"
#include "upkeep.h"
#include "upstream/routes.h"
#include "verify/verifier.h"

namespace mirrorlake::app {

class Engine final : public control::RunningMirror
{
public:
    /// Locks the data folder, opens what lies in it, listens and serves. Errors: BadConfiguration, DataFolderInUse,
    /// DataFolderUnusable, NoSpace, ReadOnly, Io, CannotListen.
    static Result<std::unique_ptr<control::RunningMirror>> start(const settings::Settings &settings,
                                                                 control::Host host);
    ~Engine() override;

    std::vector<std::string> endpoints() const override { return m_server.endpoints(); }
    void tick() override;
    control::MirrorFacts facts() const override;
    void published(const control::Snapshot &snapshot) override { m_events.publish(snapshot); }
    control::Operations &operations() override { return m_operations; }
    void apply(const settings::Settings &settings) override;
    void stop(std::chrono::milliseconds grace) override;
    void abort() override { m_server.abort(); }

private:
    /// What can fail to open, opened.
    struct Opened;
    static Result<Opened> open(const settings::Settings &settings);

    Engine(const settings::Settings &settings, Opened opened, control::Host host);
    Result<void> begin();
    void guess();
    /// So many bytes more are held.
    void grew(std::int64_t bytes);
    void applyLimits(const settings::Settings &settings);
    void applyMemory();

    // In the order in which they are made; each stands on those above it.
    std::unique_ptr<const Clock> m_clock;
    DataFolder m_folder;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<store::BlobStore> m_store;
    meter::Meter m_meter;
    DayBook m_dayBook; // depends on: meter, catalogue
    const std::shared_ptr<upstream::LineLimit> m_line;
    std::unique_ptr<upstream::Hub> m_hub;    // depends on: line
    std::unique_ptr<upstream::Hub> m_viewer; // of data; may be none; depends on: line
    FillWatch m_fillWatch;                   // depends on: meter, catalogue
    fill::Filler m_filler;                   // depends on: store, hub, fill watch
    mirror::MirrorService m_mirror;          // depends on: catalogue, store, filler, hub, viewer
    preload::Preloader m_preloader;          // depends on: catalogue, store, filler, hub
    verify::Verifier m_verifier;             // depends on: catalogue, store, filler
    gate::Gate m_gate;                       // depends on: mirror, meter
    Upkeep m_upkeep;                         // depends on: catalogue, store, filler, hub, line, meter, gate
    preload::Predictor m_predictor;
    std::int64_t m_lastHeard = 0; ///< number of a request
    std::atomic<bool> m_mayGuess{false};
    std::atomic<int> m_fillsAtOnce{0};
    library::LocalLibrary m_library;       // depends on: catalogue, store, hub
    adopt::Adopter m_adopter;              // depends on: catalogue, store, hub, upkeep, library
    doctor::LocalDoctor m_doctor;          // depends on: store, and asks the server
    control::LocalOperations m_operations; // depends on: preloader, upkeep, verifier, adopter, library, doctor
    control::EventBoard m_events;
    control::CpuProfiler m_profiler;
    control::AdminService m_admin;  // depends on: operations, profiler
    control::FrontDesk m_frontDesk; // depends on: admin, gate
    serve::Server m_server;         // depends on: front desk
};

} // namespace mirrorlake::app
