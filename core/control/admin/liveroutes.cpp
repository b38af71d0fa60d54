// What goes on: live snapshots, the log, and the mirror's end.
#include "base/logtail.h"
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace mirrorlake::control {

namespace {

using nlohmann::ordered_json;

constexpr int secondsToTryAgain = 5;
constexpr std::array<std::string_view, 1> logQuery{"since"};

void events(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    auto stream = desk.events ? desk.events->listen(*desk.snapshot()) : nullptr;
    if (!stream)
        return reply(
            refusal({ErrorCode::TooManyRequests, "too many listen already; try again later", secondsToTryAgain}));
    HttpReply live;
    live.headers.add("Content-Type", "text/event-stream; charset=utf-8");
    live.headers.add("Cache-Control", "no-store");
    live.stream = std::move(stream);
    reply(std::move(live));
}

void logLines(const AdminDesk &, const AdminCall &call, const ReplySink &reply)
{
    const std::int64_t since = std::max<std::int64_t>(0, numberIn(call.query, "since").value_or(0));
    const log::Tail tail = log::since(static_cast<std::uint64_t>(since));
    ordered_json lines = ordered_json::array();
    for (const log::Line &line : tail.lines)
        lines.push_back({{"at", line.unixMilliseconds},
                         {"level", log::nameOf(line.level)},
                         {"room", line.room},
                         {"text", line.text}});
    const ordered_json answer{{"next", tail.next}, {"lines", std::move(lines)}};
    reply(jsonReply(200, answer.dump(-1, ' ', false, ordered_json::error_handler_t::replace)));
}

void stop(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    reply(doneReply());
    if (desk.stop)
        desk.stop();
}

const AdminRoute table[] = {
    {HttpMethod::Get,
     "/-/api/v1/events",
     "followEvents",
     "Each snapshot as it is taken, twice a second",
     false,
     "",
     "Events",
     {},
     events},
    {HttpMethod::Get, "/-/api/v1/log", "showLog", "Lines of the log after a number, all that are kept for 0", false, "",
     "Log", logQuery, logLines},
    {HttpMethod::Post,
     "/-/api/v1/stop",
     "stop",
     "Lets transfers end for the grace time and stops the mirror",
     false,
     "",
     "Done",
     {},
     stop},
};

} // namespace

std::span<const AdminRoute> liveRoutes()
{
    return table;
}

} // namespace mirrorlake::control
