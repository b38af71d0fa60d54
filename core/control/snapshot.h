// What the window, mlake and the admin API show: one immutable value, taken twice a second. Plain data, no behaviour.
#pragma once

#include "base/error.h"
#include "control/upkeepfacts.h"
#include "fill/filler.h"
#include "meter/meter.h"
#include "preload/job.h"
#include "verify/report.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mirrorlake::control {

enum class MirrorState
{
    Stopped,
    Starting,
    Serving,
    Stopping,
    Failed
};

/// "stopped", "starting", "serving", "stopping", "failed".
const char *nameOf(MirrorState state);

enum class AddressKind
{
    Loopback,
    Lan,
    Vpn
};

/// One URL under which the mirror answers.
struct ServedAddress
{
    std::string url; ///< "http://192.168.1.20:8090"
    AddressKind kind = AddressKind::Loopback;
    std::string interfaceName; ///< "eth0", for people
};

struct Snapshot
{
    MirrorState state = MirrorState::Stopped;
    std::optional<Error> failure;  ///< set when Failed
    std::string suggestedListen;   ///< after CannotListen: the next free address, "127.0.0.1:8091"
    std::int64_t servingSince = 0; ///< unix seconds, 0 when not serving
    std::string localUrl; ///< under which this machine reaches it: "http://127.0.0.1:8090"; empty when not serving
    /// Best for other machines first; only loopback when nothing else can reach it.
    std::vector<ServedAddress> addresses;
    bool isOffline = false;
    std::string upstream;       ///< "https://huggingface.co"
    std::int64_t freeSpace = 0; ///< bytes of the data folder's disk
    std::int64_t diskSize = 0;  ///< bytes of that disk in all, 0 when not known
    meter::Figures figures;
    std::vector<fill::FillSnapshot> fills;
    /// Pre-downloads in the order in which they run; never null.
    std::shared_ptr<const std::vector<preload::Job>> jobs = std::make_shared<const std::vector<preload::Job>>();
    /// Limits, eviction, routes and this process; never null.
    std::shared_ptr<const UpkeepFacts> upkeep = std::make_shared<const UpkeepFacts>();
    /// The look through the cache that goes on, or the last one; never null.
    std::shared_ptr<const verify::Report> verification = std::make_shared<const verify::Report>();
};

/// Leaves the figures of the day, and nothing that moves: what a mirror that no longer runs still shows.
void forgetActivity(Snapshot &snapshot);

} // namespace mirrorlake::control
