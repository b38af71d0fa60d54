#include "control/snapshot.h"

namespace mirrorlake::control {

const char *nameOf(MirrorState state)
{
    switch (state) {
    case MirrorState::Stopped:
        return "stopped";
    case MirrorState::Starting:
        return "starting";
    case MirrorState::Serving:
        return "serving";
    case MirrorState::Stopping:
        return "stopping";
    case MirrorState::Failed:
        return "failed";
    }
    return "";
}

void forgetActivity(Snapshot &snapshot)
{
    snapshot.servingSince = 0;
    snapshot.localUrl.clear();
    snapshot.addresses.clear();
    snapshot.fills.clear();
    snapshot.figures.activeTransfers = 0;
    for (meter::ClientFigures &client : snapshot.figures.clients) {
        client.nowBytesPerSecond = 0;
        client.active.clear();
    }
}

} // namespace mirrorlake::control
