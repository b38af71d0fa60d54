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

} // namespace mirrorlake::control
