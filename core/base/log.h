// The one global: the log. Lines carry a level, the room that speaks ("fill") and a sentence without secrets.
// Goes to stderr as text or JSON lines; a ring of recent lines feeds the log page. Thread: any.
#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::log {

enum class Level { Trace, Debug, Info, Warning, Error, Off };
enum class Format { Text, Json };

struct Line
{
    std::int64_t unixMilliseconds = 0;
    Level level = Level::Info;
    std::string room;
    std::string text;
};

/// Call once, first thing in main; later calls change level and format.
void setup(Level level, Format format);
void setLevel(Level level);
bool isEnabled(Level level);

/// "trace", "debug", "info", "warning", "error", "off"; Off for anything else is not assumed: returns false.
bool parseLevel(std::string_view name, Level &level);
std::string_view nameOf(Level level);

void write(Level level, std::string_view room, std::string_view text);

/// The newest lines, oldest first; at most limit, at most 2000.
std::vector<Line> recent(std::size_t limit);

template<typename... Args>
void at(Level level, std::string_view room, fmt::format_string<Args...> pattern, Args &&...args)
{
    if (isEnabled(level))
        write(level, room, fmt::format(pattern, std::forward<Args>(args)...));
}

template<typename... Args>
void debug(std::string_view room, fmt::format_string<Args...> pattern, Args &&...args)
{
    at(Level::Debug, room, pattern, std::forward<Args>(args)...);
}

template<typename... Args>
void info(std::string_view room, fmt::format_string<Args...> pattern, Args &&...args)
{
    at(Level::Info, room, pattern, std::forward<Args>(args)...);
}

template<typename... Args>
void warning(std::string_view room, fmt::format_string<Args...> pattern, Args &&...args)
{
    at(Level::Warning, room, pattern, std::forward<Args>(args)...);
}

template<typename... Args>
void error(std::string_view room, fmt::format_string<Args...> pattern, Args &&...args)
{
    at(Level::Error, room, pattern, std::forward<Args>(args)...);
}

} // namespace mirrorlake::log
