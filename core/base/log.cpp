#include "base/log.h"

#include "base/localtime.h"
#include "base/logscope.h"
#include "base/logtail.h"

#include <nlohmann/json.hpp>
#include <spdlog/details/log_msg.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <chrono>
#include <deque>
#include <mutex>

namespace mirrorlake::log {

namespace {

constexpr std::array<std::string_view, 6> levelNames{"trace", "debug", "info", "warning", "error", "off"};
constexpr std::size_t ringSize = 2000;

constexpr spdlog::level::level_enum toSpdlog(Level level)
{
    constexpr std::array levels{spdlog::level::trace, spdlog::level::debug, spdlog::level::info,
                                spdlog::level::warn,  spdlog::level::err,   spdlog::level::off};
    return levels[static_cast<std::size_t>(level)];
}

std::int64_t unixMilliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

struct Ring
{
    std::mutex mutex;
    std::deque<Line> lines;
    std::uint64_t written = 0; ///< lines ever; the newest is the last of them
};

Ring &ring()
{
    static Ring instance;
    return instance;
}

std::atomic<Format> currentFormat{Format::Text};

spdlog::logger &logger()
{
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto made = spdlog::stderr_logger_mt("mirrorlake");
        made->set_pattern("%v");
        made->set_level(spdlog::level::info);
        made->flush_on(spdlog::level::trace);
        return made;
    }();
    return *instance;
}

/// A sentence with the id of the request that it is about.
std::string withRequest(std::string_view text)
{
    return requestId().empty() ? std::string(text) : fmt::format("[{}] {}", requestId(), text);
}

std::string asText(const Line &line)
{
    const std::tm local = localTimeOf(Clock::Wall(std::chrono::milliseconds(line.unixMilliseconds)));
    char stamp[32];
    std::strftime(stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S", &local);
    return fmt::format("{}.{:03} {:<7} {:<8} {}", stamp, line.unixMilliseconds % 1000, nameOf(line.level), line.room,
                       line.text);
}

std::string asJson(const Line &line, std::string_view message)
{
    nlohmann::ordered_json json{
        {"time", line.unixMilliseconds}, {"level", nameOf(line.level)}, {"part", line.room}, {"message", message}};
    if (!requestId().empty())
        json["request"] = requestId();
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

void setup(Level level, Format format)
{
    currentFormat = format;
    setLevel(level);
}

void setLevel(Level level)
{
    logger().set_level(toSpdlog(level));
}

bool isEnabled(Level level)
{
    return logger().should_log(toSpdlog(level));
}

bool parseLevel(std::string_view name, Level &level)
{
    for (std::size_t i = 0; i < levelNames.size(); ++i) {
        if (levelNames[i] == name) {
            level = static_cast<Level>(i);
            return true;
        }
    }
    return false;
}

std::string_view nameOf(Level level)
{
    return levelNames[static_cast<std::size_t>(level)];
}

void write(Level level, std::string_view room, std::string_view text)
{
    Line line{unixMilliseconds(), level, std::string(room), withRequest(text)};
    logger().log(toSpdlog(level), currentFormat.load() == Format::Json ? asJson(line, text) : asText(line));
    Ring &kept = ring();
    const std::lock_guard lock(kept.mutex);
    kept.lines.push_back(std::move(line));
    ++kept.written;
    if (kept.lines.size() > ringSize)
        kept.lines.pop_front();
}

std::vector<Line> recent(std::size_t limit)
{
    Ring &kept = ring();
    const std::lock_guard lock(kept.mutex);
    const std::size_t count = std::min(limit, kept.lines.size());
    return {kept.lines.end() - static_cast<std::ptrdiff_t>(count), kept.lines.end()};
}

Tail since(std::uint64_t number)
{
    Ring &kept = ring();
    const std::lock_guard lock(kept.mutex);
    const std::uint64_t news = number > kept.written ? kept.lines.size() : kept.written - number;
    const auto count = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(news, kept.lines.size()));
    return {{kept.lines.end() - count, kept.lines.end()}, kept.written};
}

} // namespace mirrorlake::log
