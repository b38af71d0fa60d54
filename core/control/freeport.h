// Finds a port that can be listened on, for "use the next free port". Thread: any; binds and closes a few sockets, does
// not wait.
#pragma once

#include "base/error.h"

#include <string>
#include <vector>

namespace mirrorlake::control {

/// Nothing if this "ADDR:PORT" can be listened on now. Errors: CannotListen, with the reason.
Result<void> tryListen(const std::string &address);

/// For the first of these addresses that cannot be listened on: the same with the next free port, at most 100 further.
/// Empty if there is none, or if a port would not help (the address is not this machine's).
std::string freeListenAddress(const std::vector<std::string> &addresses);

} // namespace mirrorlake::control
