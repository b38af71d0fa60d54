// The one interface by which the window, mlake and the admin API drive a mirror; in-process here, over HTTP for a
// remote one. Commands return at once; what came of them shows in the snapshot. Thread: any.
#pragma once

#include "base/logtail.h"
#include "control/configuration.h"
#include "control/operations.h"
#include "control/snapshot.h"
#include "settings/settings.h"

#include <memory>

namespace mirrorlake::control {

class Control
{
public:
    virtual ~Control() = default;

    virtual std::shared_ptr<const Snapshot> snapshot() const = 0; ///< never waits
    virtual settings::Settings settings() const = 0;
    /// What the log said since the number that the last answer gave; everything that is kept for 0. Never waits.
    virtual log::Tail logSince(std::uint64_t number) const = 0;
    virtual Operations &operations() = 0; ///< of the running mirror; refuses all while none runs

    virtual void start() = 0; ///< nothing happens unless Stopped or Failed
    virtual void stop() = 0;  ///< lets transfers end for the grace time
    /// Changes where to listen, for the next start, and saves it. Errors: BadConfiguration.
    virtual Result<void> setListen(std::vector<std::string> addresses) = 0;
    virtual Result<void> setLook(settings::LookSettings look) = 0;
    /// Changes settings, all or none, and saves them. Errors: BadConfiguration that names the key.
    virtual void changeSettings(std::vector<Assignment> assignments, Then<SettingsOutcome> then) = 0;
};

} // namespace mirrorlake::control
