// Words for the addresses that the mirror answers on or is to listen on. Thread: GUI (translations).
#pragma once

#include "control/snapshot.h"

#include <QString>

namespace mirrorlake::ui {

/// "this PC", "VPN" or the interface's name.
QString addressNote(const control::ServedAddress &address);
/// Who can reach these listen addresses ("0.0.0.0:8090"): "Only this PC" or "This network".
QString accessText(const std::vector<std::string> &listen);
bool isOnlyThisPc(const std::vector<std::string> &listen);

} // namespace mirrorlake::ui
