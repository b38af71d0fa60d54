// The snapshot as a table for a terminal. Pure.
#pragma once

#include "control/snapshot.h"

#include <string>

namespace mirrorlake::app {

std::string clientsText(const std::vector<meter::ClientFigures> &clients);
std::string statusText(const control::Snapshot &snapshot);

} // namespace mirrorlake::app
