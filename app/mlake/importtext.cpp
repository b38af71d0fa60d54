#include "importtext.h"

#include "control/json/adoptjson.h"
#include "terminaltext.h"

#include <fmt/core.h>

namespace mirrorlake::app {

namespace {

constexpr std::size_t shownCommit = 10;

std::string foundText(const adopt::FoundCommit &found)
{
    return fmt::format("{:>10} {:>6}  {}@{}{}\n", sizeText(found.bytes), found.files, printable(found.repo),
                       printable(found.commit).substr(0, shownCommit),
                       found.isConfirmed ? "" : " (as the folder says: the Hub could not be asked)");
}

std::string refusalText(const adopt::Refusal &refusal)
{
    return fmt::format("left outside  {} {}: {}\n", printable(refusal.repo), printable(refusal.path),
                       printable(refusal.reason.text));
}

std::string sumText(const adopt::Report &report)
{
    if (!report.order.takes)
        return fmt::format("{} files ({}) of {} commits can be imported\n", report.files, sizeText(report.bytes),
                           report.commits);
    return fmt::format("{} of {} files ({} of {}): {} ({}) taken, {} ({}) were here, {} left outside\n", report.filesDone,
                       report.files, sizeText(report.bytesDone), sizeText(report.bytes), report.takenFiles,
                       sizeText(report.takenBytes), report.heldFiles, sizeText(report.heldBytes), report.refused);
}

} // namespace

std::string importText(const adopt::Report &report)
{
    if (report.phase == adopt::Phase::Never)
        return "nothing was imported yet; mlake import FOLDER begins\n";
    std::string text;
    if (!report.order.takes) {
        for (const adopt::FoundCommit &found : report.found)
            text += foundText(found);
        if (const auto found = static_cast<std::size_t>(report.commits); found > report.found.size())
            text += fmt::format("and {} more\n", found - report.found.size());
    }
    for (const adopt::Refusal &refusal : report.refusals)
        text += refusalText(refusal);
    if (const auto refused = static_cast<std::size_t>(report.refused); refused > report.refusals.size())
        text += fmt::format("and {} more\n", refused - report.refusals.size());
    if (report.files > 0 || report.failure.isEmpty())
        text += sumText(report);
    if (report.isRunning())
        text += fmt::format("goes on: {}\n", control::nameOf(report.phase));
    if (!report.failure.isEmpty())
        text += fmt::format("it ended early: {}\n", printable(report.failure.text));
    return text;
}

std::string importLine(const adopt::Report &report, std::size_t width)
{
    std::string line = fmt::format("{:<8} {:>5}  {} of {}  {} of {} files", control::nameOf(report.phase),
                                   percentText(report.bytesDone, report.bytes), sizeText(report.bytesDone),
                                   sizeText(report.bytes), report.filesDone, report.files);
    line.resize(std::min(line.size(), width));
    return line;
}

} // namespace mirrorlake::app
