// mirrorlaked --move-data DIR: takes the data folder there, tells how far it is, and ends. A signal stops it; all is
// then where it was.
#pragma once

#include "startup.h"

namespace mirrorlake::app {

/// The program's exit code. Thread: the main one, before there is any other.
int moveCommand(const StartUp &startUp, const std::string &to);

} // namespace mirrorlake::app
