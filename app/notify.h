// Tells systemd how the service fares (sd_notify(3)), when it asked to be told.
#pragma once

#include <string_view>

namespace mirrorlake::app {

/// "READY=1", "STOPPING=1". Does nothing without $NOTIFY_SOCKET.
void notifySystemd(std::string_view state);

} // namespace mirrorlake::app
