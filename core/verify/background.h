// Puts a thread behind all others, so that what it reads and computes slows nobody down. Thread: the one that calls.
#pragma once

namespace mirrorlake::verify {

/// A small share of the processors, and the disk only when nobody else wants it; where the system can do that. Threads
/// that are begun by it from then on inherit that.
void goToBackground();

} // namespace mirrorlake::verify
