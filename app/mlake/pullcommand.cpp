// mlake pull: has files fetched ahead. The job belongs to the mirror: ending this command does not end it.
#include "control/json/joborderjson.h"
#include "inputtext.h"
#include "jobtext.h"
#include "preload/wish.h"
#include "ratetext.h"
#include "tool.h"

#include <fmt/core.h>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

namespace mirrorlake::app {

namespace {

using namespace std::chrono_literals;
using preload::JobId;
using preload::JobOrder;

constexpr std::size_t lineWidth = 118;
std::atomic<bool> isInterrupted{false};

struct PullOptions
{
    std::vector<std::string> wishes;
    std::string list;
    std::string type;
    std::string preset;
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    int priority = 0;
    std::string schedule;
    std::string maxBandwidth;
    bool keepsCurrent = false;
    bool waits = false;
};

Result<std::vector<preload::Wish>> wishesOf(const PullOptions &options)
{
    std::vector<preload::Wish> wishes;
    if (!options.list.empty()) {
        auto listed =
            inputText(options.list).and_then([](const std::string &text) { return preload::parseWishes(text); });
        if (!listed)
            return listed;
        wishes = std::move(*listed);
    }
    for (const std::string &text : options.wishes) {
        auto wish = preload::parseWish(text);
        if (!wish)
            return fail(wish.error());
        wishes.push_back(std::move(*wish));
    }
    if (wishes.empty())
        return fail(ErrorCode::BadRequest, "name what to fetch, such as org/name");
    return wishes;
}

Result<JobOrder> orderOf(const preload::Wish &wish, const PullOptions &options)
{
    const auto pace = options.maxBandwidth.empty() ? std::optional<std::int64_t>(0) : rateIn(options.maxBandwidth);
    if (!pace)
        return fail(ErrorCode::BadRequest, "a speed is such as 5MB/s, or 0 for no limit");
    JobOrder order{wish.repo,        wish.revision,        wish.choice, options.priority,
                   options.schedule, options.keepsCurrent, *pace};
    if (!options.type.empty())
        order.repo.type = *control::repoTypeNamed(options.type);
    if (!options.preset.empty())
        order.choice.preset = *preload::presetNamed(options.preset);
    if (order.choice.preset == preload::Preset::Gguf && order.choice.quantisation.empty())
        return fail(ErrorCode::BadRequest, "name the quantisation, such as org/name:Q4_K_M");
    std::ranges::copy(options.include, std::back_inserter(order.choice.include));
    std::ranges::copy(options.exclude, std::back_inserter(order.choice.exclude));
    return order;
}

bool isIn(const std::vector<JobId> &ids, JobId id)
{
    return std::ranges::find(ids, id) != ids.end();
}

/// One line that is written over, where a person looks on; a line a change elsewhere.
void show(const preload::Job &job, std::string &last)
{
    const bool isTerminal = ::isatty(STDERR_FILENO) != 0;
    const std::string line = progressLine(job, lineWidth);
    const std::string key = isTerminal ? line : std::string(nameOf(job.state));
    if (key == last)
        return;
    last = key;
    std::fprintf(stderr, isTerminal ? "\r\033[K%s" : "%s\n", line.c_str());
}

/// Waits until all jobs are over. Codes: MlakeOk, MlakeUnfinished.
int follow(const Tool &tool, control::RemoteOperations &mirror, const std::vector<JobId> &ids)
{
    std::signal(SIGINT, [](int) { isInterrupted = true; });
    std::string last;
    int code = MlakeOk;
    for (const JobId id : ids) {
        while (true) {
            const auto jobs = answerOf<control::JobList>([&](auto then) { mirror.listJobs(then); });
            if (!jobs)
                return tool.failed(jobs.error());
            const auto job = std::ranges::find(**jobs, id, &preload::Job::id);
            if (job == (*jobs)->end())
                break; // removed meanwhile
            show(*job, last);
            if (preload::isOver(job->state)) {
                std::fprintf(stderr, ::isatty(STDERR_FILENO) ? "\n" : "");
                if (job->state == preload::JobState::Failed) {
                    std::fprintf(stderr, "mlake: job %lld failed: %s\n", static_cast<long long>(id),
                                 job->reason.text.c_str());
                    code = MlakeUnfinished;
                }
                break;
            }
            if (isInterrupted) {
                std::fprintf(stderr, "\njob %lld goes on without us; mlake jobs shows it\n",
                             static_cast<long long>(id));
                return MlakeUnfinished;
            }
            std::this_thread::sleep_for(250ms);
        }
    }
    return code;
}

int pull(Tool &tool, const PullOptions &options)
{
    const auto wishes = wishesOf(options);
    if (!wishes)
        return Tool::misused(wishes.error().message);
    std::vector<JobOrder> orders;
    for (const preload::Wish &wish : *wishes) {
        auto order = orderOf(wish, options);
        if (!order)
            return Tool::misused(order.error().message);
        orders.push_back(std::move(*order));
    }
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    std::vector<JobId> ids;
    for (const JobOrder &order : orders) {
        const auto id = answerOf<JobId>([&](auto then) { mirror->addJob(order, then); });
        if (!id)
            return tool.failed(id.error());
        if (!isIn(ids, *id))
            ids.push_back(*id);
        const std::string line = tool.isJson() ? fmt::format("{{\"id\":{}}}\n", *id)
                                               : fmt::format("job {}: {}\n", *id, order.repo.id.text());
        if (Tool::print(line) != MlakeOk)
            return MlakeNotRunning;
    }
    return options.waits ? follow(tool, *mirror, ids) : MlakeOk;
}

} // namespace

void addPull(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("pull", "Fetch models and datasets ahead of need");
    const auto options = std::make_shared<PullOptions>();
    command->add_option("what", options->wishes,
                        "org/name, org/name@revision, org/name:Q4_K_M, datasets/org/name or a URL");
    command->add_option("--list", options->list, "File with one of these a line; - for standard input")
        ->type_name("FILE");
    command->add_option("--type", options->type, "What the names name")
        ->check(CLI::IsMember({"model", "dataset", "space", "kernel"}));
    command->add_option("--preset", options->preset, "Which files")
        ->check(CLI::IsMember({"everything", "safetensors", "gguf", "parquet"}));
    command->add_option("--include", options->include, "Only files like these")
        ->type_name("GLOB")
        ->allow_extra_args(false);
    command->add_option("--exclude", options->exclude, "No files like these")
        ->type_name("GLOB")
        ->allow_extra_args(false);
    command->add_option("--priority", options->priority, "The higher the sooner")->check(CLI::Range(-100, 100));
    command->add_option("--schedule", options->schedule, "Hours, such as 22:00-06:00")->type_name("HOURS");
    command->add_option("--max-bandwidth", options->maxBandwidth, "From upstream, such as 5MB/s; 0: no limit")
        ->type_name("RATE");
    command->add_flag("--keep-current", options->keepsCurrent, "Follow the branch from now on");
    command->add_flag("--wait", options->waits, "Show progress until it is done; Ctrl-C leaves the job running");
    tool.serve(*command, [&tool, options] { return pull(tool, *options); });
}

} // namespace mirrorlake::app
