#include "makecontrol.h"

#include "base/log.h"
#include "control/localcontrol.h"
#include "engine.h"

namespace mirrorlake::app {

std::unique_ptr<control::Control> makeLocalControl(StartUp startUp, std::function<void()> onChange)
{
    if (startUp.settingsTrouble)
        log::error("app", "the settings file is broken, and the last good settings are used: {}",
                   startUp.settingsTrouble->message);
    return std::make_unique<control::LocalControl>(control::LocalControlOptions{
        .settings = std::move(startUp.settings),
        .settingsFile = std::move(startUp.settingsFile),
        .factory = &Engine::start,
        .onChange = std::move(onChange),
    });
}

} // namespace mirrorlake::app
