// A mirror that serves, as control sees it: it can be asked for figures and told to stop. Whoever puts the rooms
// together implements it, so that control knows none of them. Made and destroyed on the control thread.
#pragma once

#include "control/configuration.h"
#include "control/operations.h"
#include "control/snapshot.h"
#include "settings/settings.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mirrorlake::control {

/// What a running mirror adds to the snapshot.
struct MirrorFacts
{
    std::string upstream;
    bool isOffline = false;
    meter::Figures figures;
    std::vector<fill::FillSnapshot> fills;
    std::shared_ptr<const std::vector<preload::Job>> jobs = std::make_shared<const std::vector<preload::Job>>();
    std::shared_ptr<const UpkeepFacts> upkeep = std::make_shared<const UpkeepFacts>();
    std::shared_ptr<const verify::Report> verification = std::make_shared<const verify::Report>();
};

class RunningMirror
{
public:
    virtual ~RunningMirror() = default;

    /// What is listened on, with real ports: "127.0.0.1:43210".
    virtual std::vector<std::string> endpoints() const = 0;
    /// Once each half second, from control's timer, until stop() returned. Must not wait.
    virtual void tick() = 0;
    virtual MirrorFacts facts() const = 0; ///< from the same timer
    /// What the snapshot has become; from the same timer, must not wait.
    virtual void published(const Snapshot &) {}
    virtual Operations &operations() = 0;  ///< until it is destroyed
    /// Takes over what of changed settings needs no restart. Thread: any.
    virtual void apply(const settings::Settings &settings) = 0;
    /// Accepts no more, lets transfers end until the deadline, cuts the rest, saves what is to be kept.
    virtual void stop(std::chrono::milliseconds grace) = 0;
    /// Makes a stop() that waits return soon. Thread: any.
    virtual void abort() = 0;
};

using SnapshotSource = std::function<std::shared_ptr<const Snapshot>()>;

/// What a mirror's own admin face asks of whoever runs the mirror; it outlives the mirror.
struct Host
{
    SnapshotSource snapshot;
    Configuration *configuration = nullptr;
    std::function<void()> stop{}; ///< as Control::stop()
    std::filesystem::path settingsFile{}; ///< where changes are saved
};

/// Starts a mirror that serves when it returns.
using MirrorFactory = std::function<Result<std::unique_ptr<RunningMirror>>(const settings::Settings &, Host)>;

} // namespace mirrorlake::control
