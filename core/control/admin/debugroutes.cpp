// What a developer asks of a running process: where its memory is, which threads use the processor, and which functions
// do. The first two are sums that the system keeps anyway, the last is sampled only while somebody has asked.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"

#include "base/text.h"
#include "control/cpuprofiler.h"

#include <nlohmann/json.hpp>

#include <malloc.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace mirrorlake::control {

namespace {

using nlohmann::ordered_json;

std::string textOf(const std::filesystem::path &file)
{
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

double numberOf(std::string_view text)
{
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void heap(const AdminDesk &, const AdminCall &, const ReplySink &reply)
{
    const struct mallinfo2 info = ::mallinfo2();
    reply(jsonReply(200, ordered_json{{"in_use", info.uordblks + info.hblkhd},
                                      {"free", info.fordblks},
                                      {"arenas", info.arena},
                                      {"mapped", info.hblkhd},
                                      {"mapped_blocks", info.hblks},
                                      {"free_chunks", info.ordblks},
                                      {"can_be_trimmed", info.keepcost}}
                             .dump()));
}

/// Of /proc/self/task/N/stat, behind the name in brackets: fields 14 and 15 are its ticks.
ordered_json threadOf(const std::filesystem::path &task)
{
    constexpr std::size_t userTicks = 11;
    const std::string stat = textOf(task / "stat");
    const std::size_t behindName = stat.rfind(')');
    if (behindName == std::string::npos || behindName + 2 > stat.size())
        return nullptr;
    const auto fields = split(std::string_view(stat).substr(behindName + 2), ' ');
    if (fields.size() <= userTicks + 1)
        return nullptr;
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    const std::string name = textOf(task / "comm");
    return {{"id", numberOf(task.filename().string())},
            {"name", trimmed(name)},
            {"state", fields.front()},
            {"user_seconds", numberOf(fields[userTicks]) / ticks},
            {"system_seconds", numberOf(fields[userTicks + 1]) / ticks}};
}

void threads(const AdminDesk &, const AdminCall &, const ReplySink &reply)
{
    ordered_json list = ordered_json::array();
    std::error_code refusal;
    for (std::filesystem::directory_iterator task("/proc/self/task", refusal), end; !refusal && task != end;
         task.increment(refusal)) {
        if (auto thread = threadOf(task->path()); !thread.is_null())
            list.push_back(std::move(thread));
    }
    const ordered_json answer{{"threads", std::move(list)}};
    reply(jsonReply(200, answer.dump(-1, ' ', false, ordered_json::error_handler_t::replace)));
}

constexpr std::array<std::string_view, 1> profileQuery{"seconds"};

void profile(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const std::int64_t seconds = numberIn(call.query, "seconds").value_or(0);
    if (seconds < 1 || seconds > CpuProfiler::longest.count())
        return reply(refusal({ErrorCode::BadRequest, "give seconds, from 1 to 60"}));
    const auto then = [reply](Result<std::string> taken) {
        if (!taken)
            return reply(refusal(taken.error()));
        HttpReply answer;
        answer.headers.add("Content-Type", "application/octet-stream");
        answer.headers.add("Content-Disposition", "attachment; filename=\"mirrorlake.cpu.profile\"");
        answer.headers.add("Cache-Control", "no-store");
        answer.text = std::move(*taken);
        reply(std::move(answer));
    };
    if (!desk.profiler || !desk.profiler->take(std::chrono::seconds(seconds), then))
        reply(refusal(409, "another profile is being taken; ask again when it is done"));
}

const AdminRoute table[] = {
    {HttpMethod::Get, "/-/debug/heap", "debugHeap", "Bytes of the heap", false, "", "Heap", {}, heap},
    {HttpMethod::Get,
     "/-/debug/threads",
     "debugThreads",
     "Threads and the processor time of each, since its start",
     false,
     "",
     "Threads",
     {},
     threads},
    {HttpMethod::Get, "/-/debug/profile", "debugProfile",
     "Samples which functions use the processor, for so many seconds; in the form that pprof reads", false, "",
     "Profile", profileQuery, profile},
};

} // namespace

std::span<const AdminRoute> debugRoutes()
{
    return table;
}

} // namespace mirrorlake::control
