#include "jobtext.h"

#include "terminaltext.h"

#include <fmt/core.h>

#include <algorithm>

namespace mirrorlake::app {

namespace {

constexpr std::size_t barWidth = 24;

std::string stateOf(const preload::Job &job)
{
    std::string text(nameOf(job.state));
    if (job.waitsFor != preload::WaitFor::Nothing)
        text += " for " + std::string(nameOf(job.waitsFor));
    if (job.state == preload::JobState::Stalled)
        text += " " + durationOf(job.stalledSeconds);
    return text;
}

std::string nameFor(const preload::Job &job)
{
    return std::string(urlPrefixOf(job.repo.type)) + job.repo.id.text() + "@" + job.revision.text();
}

std::string shareOf(const preload::Job &job)
{
    if (job.bytes == 0)
        return job.state == preload::JobState::Done ? "100 %" : "-";
    // Not rounded up: 100 % means that all is there.
    return fmt::format("{} %", job.doneBytes * 100 / job.bytes);
}

} // namespace

std::string durationOf(std::int64_t seconds)
{
    if (seconds < 0)
        return "-";
    if (seconds < 60)
        return fmt::format("{} s", seconds);
    if (seconds < 3600)
        return fmt::format("{}min {:02}s", seconds / 60, seconds % 60);
    return fmt::format("{}h {:02}min", seconds / 3600, seconds / 60 % 60);
}

std::string jobsText(const std::vector<preload::Job> &jobs)
{
    if (jobs.empty())
        return "no jobs; mlake pull org/name adds one\n";
    std::string text = fmt::format("{:>5} {:<20} {:>6} {:>10} {:>11} {:>10} {:>10} {:>4}  {}\n", "id", "state", "done",
                                   "size", "speed", "at most", "left", "prio", "what");
    for (const preload::Job &job : jobs) {
        text += fmt::format("{:>5} {:<20} {:>6} {:>10} {:>11} {:>10} {:>10} {:>4}  {}\n", job.id, stateOf(job),
                            shareOf(job), sizeText(job.bytes), rateText(job.bytesPerSecond),
                            rateText(static_cast<double>(job.maxBytesPerSecond)), durationOf(job.secondsLeft),
                            job.priority, printable(nameFor(job)));
        for (const std::string &why : {job.reason.text, textOf(job.note)}) {
            if (!why.empty())
                text += fmt::format("{:>6}{}\n", "", printable(why));
        }
    }
    return text;
}

std::string progressLine(const preload::Job &job, std::size_t width)
{
    const double share = job.bytes > 0 ? static_cast<double>(job.doneBytes) / static_cast<double>(job.bytes) : 0;
    const auto filled = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * barWidth);
    std::string line =
        fmt::format("[{}{}] {:>5}  {} of {}  {}  {} left  {}", std::string(filled, '#'),
                    std::string(barWidth - filled, ' '), shareOf(job), sizeText(job.doneBytes), sizeText(job.bytes),
                    rateText(job.bytesPerSecond), durationOf(job.secondsLeft), stateOf(job));
    return line.size() > width ? line.substr(0, width) : line;
}

} // namespace mirrorlake::app
