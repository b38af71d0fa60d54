// The pre-download queue over HTTP.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/json/jobdetailjson.h"
#include "control/json/jobjson.h"
#include "control/json/joborderjson.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace mirrorlake::control {

namespace {

using nlohmann::ordered_json;

std::string dumped(const ordered_json &value)
{
    return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

/// The id, or the reply that says there is no such job.
Result<preload::JobId> idOf(const AdminCall &call)
{
    const std::string &text = call.arguments.front();
    preload::JobId id = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (failure != std::errc() || end != text.data() + text.size() || id < 1)
        return fail(ErrorCode::EntryNotFound, "there is no such job");
    return id;
}

Then<void> tellDone(const ReplySink &reply)
{
    return [reply](Result<void> result) { reply(result ? doneReply() : refusal(result.error())); };
}

void list(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    desk.operations->listJobs([reply](const Result<JobList> &list) {
        if (!list) {
            reply(refusal(list.error()));
            return;
        }
        ordered_json jobs = ordered_json::array();
        for (const preload::Job &job : **list)
            jobs.push_back(asJson(job));
        reply(jsonReply(200, dumped({{"jobs", std::move(jobs)}})));
    });
}

void show(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    desk.operations->listJobs([reply, id = idOf(call).value_or(0)](const Result<JobList> &list) {
        if (!list) {
            reply(refusal(list.error()));
            return;
        }
        const auto job = std::ranges::find(**list, id, &preload::Job::id);
        reply(job == (*list)->end() ? refusal({ErrorCode::EntryNotFound, "there is no such job", 0})
                                    : jsonReply(200, dumped(asJson(*job))));
    });
}

void detail(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const auto id = idOf(call);
    if (!id) {
        reply(refusal(id.error()));
        return;
    }
    desk.operations->jobDetail(*id, [reply](const Result<preload::JobDetail> &detail) {
        reply(detail ? jsonReply(200, toJson(*detail)) : refusal(detail.error()));
    });
}

void add(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    auto order = orderFromJson(call.http.body);
    if (!order) {
        reply(refusal(order.error()));
        return;
    }
    desk.operations->addJob(std::move(*order), [reply](Result<preload::JobId> id) {
        reply(id ? jsonReply(201, dumped({{"id", *id}})) : refusal(id.error()));
    });
}

void change(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const auto id = idOf(call);
    auto change = changeFromJson(call.http.body);
    if (!id || !change)
        reply(refusal(id ? change.error() : id.error()));
    else
        desk.operations->changeJob(*id, std::move(*change), tellDone(reply));
}

template<preload::JobCommand Command>
void command(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const auto id = idOf(call);
    if (!id)
        reply(refusal(id.error()));
    else
        desk.operations->commandJob(*id, Command, tellDone(reply));
}

void remove(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const auto id = idOf(call);
    if (!id)
        reply(refusal(id.error()));
    else
        desk.operations->removeJob(*id, tellDone(reply));
}

constexpr auto get = HttpMethod::Get;
constexpr auto post = HttpMethod::Post;
const AdminRoute table[] = {
    {get,
     "/-/api/v1/jobs",
     "listJobs",
     "All pre-downloads, in the order in which they run",
     false,
     "",
     "Jobs",
     {},
     list},
    {post, "/-/api/v1/jobs", "addJob", "Has files fetched ahead", false, "Order", "JobId", {}, add},
    {get, "/-/api/v1/jobs/{id}", "showJob", "One pre-download", false, "", "Job", {}, show},
    {get,
     "/-/api/v1/jobs/{id}/detail",
     "detailJob",
     "Files, parts, sources, speed and log of one pre-download",
     false,
     "",
     "JobDetail",
     {},
     detail},
    {post,
     "/-/api/v1/jobs/{id}",
     "changeJob",
     "Changes priority, place, schedule, upkeep or speed limit",
     false,
     "Change",
     "Done",
     {},
     change},
    {post,
     "/-/api/v1/jobs/{id}/pause",
     "pauseJob",
     "Lets it rest until it is resumed",
     false,
     "",
     "Done",
     {},
     command<preload::JobCommand::Pause>},
    {post,
     "/-/api/v1/jobs/{id}/resume",
     "resumeJob",
     "Queues one that is paused or waits",
     false,
     "",
     "Done",
     {},
     command<preload::JobCommand::Resume>},
    {post,
     "/-/api/v1/jobs/{id}/retry",
     "retryJob",
     "Fetches what failed or has gone since",
     false,
     "",
     "Done",
     {},
     command<preload::JobCommand::Retry>},
    {post,
     "/-/api/v1/jobs/{id}/remove",
     "removeJob",
     "Forgets it; what was fetched stays",
     false,
     "",
     "Done",
     {},
     remove},
};

} // namespace

std::span<const AdminRoute> jobRoutes()
{
    return table;
}

} // namespace mirrorlake::control
