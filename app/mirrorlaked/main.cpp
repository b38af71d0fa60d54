// mirrorlaked: a mirror without a display. The main thread does nothing but wait for the mirror's state and for
// signals.
#include "base/log.h"
#include "eventpipe.h"
#include "exitcodes.h"
#include "makecontrol.h"
#include "movecommand.h"
#include "notify.h"
#include "processstart.h"
#include "settings/settingsfile.h"
#include "startup.h"

#include <unistd.h>

#include <cstdio>

using namespace mirrorlake;
using namespace mirrorlake::app;

namespace {

int ended(const Error &error, const std::string &dataFolder)
{
    std::fprintf(stderr, "mirrorlaked: %s\n", exitSentence(error, dataFolder).c_str());
    return exitCodeOf(error);
}

int printed(const std::string &text)
{
    std::fputs(text.c_str(), stdout);
    return std::fflush(stdout) == 0 ? ExitOk : ExitFailed;
}

int checked(const settings::Settings &settings)
{
    if (const auto result = check(settings); !result)
        return ended(result.error(), settings.dataFolder);
    return printed("settings, data folder and addresses are in order\n");
}

void tellReady(const control::Snapshot &snapshot)
{
    std::printf("ready %s\n", snapshot.localUrl.c_str());
    std::fflush(stdout);
    notifySystemd("READY=1");
}

void tellStopping()
{
    log::info("app", "stopping; a second signal ends at once");
    notifySystemd("STOPPING=1");
}

/// Serves until a signal asks it to end.
int run(StartUp startUp)
{
    const std::string dataFolder = startUp.settings.dataFolder;
    EventPipe events;
    const auto control = makeLocalControl(std::move(startUp), [&events] { events.tellStateChanged(); });
    control->start();
    bool isAnnounced = false;
    bool isEndAsked = false;
    while (true) {
        if (events.next() == Event::EndAsked) {
            if (isEndAsked)
                ::_exit(ExitFailed);
            isEndAsked = true;
            tellStopping();
            control->stop();
        }
        const auto snapshot = control->snapshot();
        if (snapshot->state == control::MirrorState::Failed)
            return ended(*snapshot->failure, dataFolder);
        if (snapshot->state == control::MirrorState::Stopped)
            return ExitOk;
        if (snapshot->state == control::MirrorState::Serving && !isAnnounced) {
            isAnnounced = true;
            tellReady(*snapshot);
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    prepareProcess();
    const auto line = parseCommandLine(Program::Headless, argc, argv);
    if (!line) {
        std::fputs(line.error().text.c_str(), line.error().code == ExitOk ? stdout : stderr);
        return line.error().code;
    }
    const auto environment = environmentOfProcess();
    auto startUp = resolveStartUp(*line, environment);
    if (!startUp)
        return ended(startUp.error(), dataFolderOf(line->dataFolder, environment).string());
    setupLog(startUp->settings.log);
    if (line->printConfig)
        return printed("# data folder: " + startUp->settings.dataFolder + "\n" +
                       settings::allAsToml(startUp->settings));
    if (line->check)
        return startUp->settingsTrouble ? ended(*startUp->settingsTrouble, startUp->settings.dataFolder)
                                        : checked(startUp->settings);
    if (!line->moveTo.empty())
        return moveCommand(*startUp, line->moveTo);
    return run(std::move(*startUp));
}
