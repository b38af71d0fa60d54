// Figures as people read them in a terminal. Pure.
#pragma once

#include <cstdint>
#include <string>

namespace mirrorlake::app {

/// "0 B", "1.5 MB", "12 GB": thousands, as the window shows them.
std::string sizeText(std::int64_t bytes);
/// "80 MB/s"; "-" for nothing.
std::string rateText(double bytesPerSecond);
std::string percentText(std::int64_t part, std::int64_t whole);
/// "2026-11-21 14:18:03", local.
std::string timeText(std::int64_t unixSeconds);
/// A name comes from outside; what would move the cursor is not printed.
std::string printable(std::string text);

} // namespace mirrorlake::app
