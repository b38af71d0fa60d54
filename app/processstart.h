// What a program that serves does first of all. Thread: main, before there is any other.
#pragma once

namespace mirrorlake::app {

/// A peer that hangs up must not end the program (sendfile raises SIGPIPE). Large buffers come from the system and go
/// back to it: kept in the heap, as glibc does after the first one is freed, they leave it in pieces under many
/// threads, and it grows for hours while as much is in use as ever.
void prepareProcess();

} // namespace mirrorlake::app
