// mlake jobs: shows the queue, and steers it.
#include "jobdetailtext.h"
#include "jobtext.h"
#include "ratetext.h"
#include "tool.h"

#include <algorithm>

namespace mirrorlake::app {

namespace {

using preload::JobCommand;
using preload::JobId;

int showJobs(Tool &tool)
{
    if (tool.isJson())
        return tool.printJson("/jobs");
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto jobs = answerOf<control::JobList>([&](auto then) { mirror->listJobs(then); });
    return jobs ? Tool::print(jobsText(**jobs)) : tool.failed(jobs.error());
}

int showJob(Tool &tool, JobId id)
{
    if (tool.isJson())
        return tool.printJson("/jobs/" + std::to_string(id) + "/detail");
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto detail = answerOf<preload::JobDetail>([&](auto then) { mirror->jobDetail(id, then); });
    const auto jobs = answerOf<control::JobList>([&](auto then) { mirror->listJobs(then); });
    if (!detail || !jobs)
        return tool.failed(detail ? jobs.error() : detail.error());
    std::string text;
    if (const auto job = std::ranges::find(**jobs, id, &preload::Job::id); job != (*jobs)->end())
        text = jobsText({*job});
    return Tool::print(text + jobDetailText(*detail));
}

void addShow(CLI::App &jobs, Tool &tool)
{
    CLI::App *command = jobs.add_subcommand("show", "Show files, parts, sources and log of one job");
    const auto id = std::make_shared<JobId>(0);
    command->add_option("id", *id, "Number of the job")->required();
    tool.serve(*command, [&tool, id] { return showJob(tool, *id); });
}

/// Does it for each job; the first that cannot be done ends it.
template<typename Call>
int forEach(Tool &tool, const std::vector<JobId> &ids, Call call)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    for (const JobId id : ids) {
        const auto done = answerOf<void>([&](auto then) { call(*mirror, id, then); });
        if (!done)
            return tool.failed(done.error());
    }
    return MlakeOk;
}

std::shared_ptr<std::vector<JobId>> takeIds(CLI::App &command)
{
    const auto ids = std::make_shared<std::vector<JobId>>();
    command.add_option("id", *ids, "Number of the job")->required();
    return ids;
}

void addCommand(CLI::App &jobs, Tool &tool, const char *name, const char *help, JobCommand what)
{
    CLI::App *command = jobs.add_subcommand(name, help);
    const auto ids = takeIds(*command);
    tool.serve(*command, [&tool, ids, what] {
        return forEach(tool, *ids, [what](auto &mirror, JobId id, auto then) { mirror.commandJob(id, what, then); });
    });
}

void addRemove(CLI::App &jobs, Tool &tool)
{
    CLI::App *command = jobs.add_subcommand("rm", "Forget jobs; what they fetched stays");
    const auto ids = takeIds(*command);
    tool.serve(*command, [&tool, ids] {
        return forEach(tool, *ids, [](auto &mirror, JobId id, auto then) { mirror.removeJob(id, then); });
    });
}

void addChange(CLI::App &jobs, Tool &tool)
{
    CLI::App *command = jobs.add_subcommand("set", "Change priority, place, hours or upkeep of jobs");
    const auto ids = takeIds(*command);
    const auto change = std::make_shared<preload::JobChange>();
    command->add_option("--priority", change->priority, "The higher the sooner")->check(CLI::Range(-100, 100));
    command->add_option("--position", change->position, "Place in the queue, 0 for the first")
        ->check(CLI::Range(0, 10'000));
    command->add_option("--schedule", change->schedule, "Hours, such as 22:00-06:00")->type_name("HOURS");
    command->add_option("--keep-current", change->isKeptCurrent, "Follow the branch: true or false");
    tool.serve(*command, [&tool, ids, change] {
        if (!change->priority && !change->position && !change->schedule && !change->isKeptCurrent)
            return Tool::misused("give --priority, --position, --schedule or --keep-current");
        return forEach(tool, *ids,
                       [change](auto &mirror, JobId id, auto then) { mirror.changeJob(id, *change, then); });
    });
}

void addLimit(CLI::App &jobs, Tool &tool)
{
    CLI::App *command = jobs.add_subcommand("limit", "Bound the speed of a job, at once");
    const auto id = std::make_shared<JobId>();
    const auto rate = std::make_shared<std::string>();
    command->add_option("id", *id, "Number of the job")->required();
    command->add_option("rate", *rate, "From upstream, such as 5MB/s; 0: no limit")->type_name("RATE")->required();
    tool.serve(*command, [&tool, id, rate] {
        const auto pace = rateIn(*rate);
        if (!pace)
            return Tool::misused("a speed is such as 5MB/s, or 0 for no limit");
        return forEach(tool, {*id}, [pace](auto &mirror, JobId one, auto then) {
            mirror.changeJob(one, {.maxBytesPerSecond = pace}, then);
        });
    });
}

} // namespace

void addJobs(CLI::App &parser, Tool &tool)
{
    CLI::App *jobs = parser.add_subcommand("jobs", "Show and steer pre-downloads");
    jobs->require_subcommand(0, 1);
    tool.serve(*jobs, [&tool, jobs] { return showJobs(tool); });
    addShow(*jobs, tool);
    addCommand(*jobs, tool, "pause", "Let jobs rest", JobCommand::Pause);
    addCommand(*jobs, tool, "resume", "Let jobs go on", JobCommand::Resume);
    addCommand(*jobs, tool, "retry", "Fetch again what failed", JobCommand::Retry);
    addChange(*jobs, tool);
    addLimit(*jobs, tool);
    addRemove(*jobs, tool);
}

} // namespace mirrorlake::app
