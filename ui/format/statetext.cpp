#include "ui/format/statetext.h"

#include "ui/format/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace mirrorlake::ui {

using control::MirrorState;

QString stateWord(const control::Snapshot &snapshot)
{
    const int active = activeClients(snapshot);
    switch (snapshot.state) {
    case MirrorState::Stopped:
        return QCoreApplication::translate("State", "Stopped");
    case MirrorState::Starting:
        return QCoreApplication::translate("State", "Starting");
    case MirrorState::Serving:
        return snapshot.isOffline ? QCoreApplication::translate("State", "Serving, offline")
                                  : QCoreApplication::translate("State", "Serving");
    case MirrorState::Stopping:
        if (active == 0)
            return QCoreApplication::translate("State", "Stopping");
        return QCoreApplication::translate("State", "Stopping, %1 clients finish", nullptr, active)
            .arg(Format::count(active));
    case MirrorState::Failed:
        return QCoreApplication::translate("State", "Not serving");
    }
    return {};
}

const char *stateTone(MirrorState state)
{
    if (state == MirrorState::Serving)
        return "ok";
    return state == MirrorState::Failed ? "error" : "";
}

int activeClients(const control::Snapshot &snapshot)
{
    return int(std::ranges::count_if(snapshot.figures.clients,
                                     [](const meter::ClientFigures &client) { return !client.active.empty(); }));
}

int openJobs(const control::Snapshot &snapshot)
{
    return int(
        std::ranges::count_if(*snapshot.jobs, [](const preload::Job &job) { return !preload::isOver(job.state); }));
}

} // namespace mirrorlake::ui
