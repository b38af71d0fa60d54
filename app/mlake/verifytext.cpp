#include "verifytext.h"

#include "control/json/verifyjson.h"
#include "terminaltext.h"

#include <fmt/core.h>

namespace mirrorlake::app {

namespace {

std::string countsText(const verify::Report &report)
{
    std::string text = fmt::format("{} damaged, {} missing", report.damaged, report.missing);
    if (report.damaged + report.missing > 0 && report.order.mends)
        text += fmt::format(", {} mended", report.mended);
    return text;
}

std::string damageText(const verify::Damage &damage)
{
    const std::string name =
        damage.repo.empty() ? damage.hash.text() : printable(damage.repo) + " " + printable(damage.path);
    return fmt::format("{:<10} {:>10}  {}{}\n",
                       damage.isMended ? std::string("mended") : std::string(control::nameOf(damage.harm)),
                       sizeText(damage.size), name, damage.reason.empty() ? "" : " (" + printable(damage.reason) + ")");
}

} // namespace

std::string verifyText(const verify::Report &report)
{
    if (report.phase == verify::Phase::Never)
        return "nothing was looked through yet; mlake verify --all begins\n";
    std::string text;
    for (const verify::Damage &damage : report.listed)
        text += damageText(damage);
    const auto found = static_cast<std::size_t>(report.damaged + report.missing);
    if (found > report.listed.size())
        text += fmt::format("and {} more\n", found - report.listed.size());
    text += fmt::format("{} of {} files looked at, {} read: {}\n", report.filesDone, report.files,
                        sizeText(report.bytesDone), countsText(report));
    if (report.phase != verify::Phase::Over)
        text += fmt::format("goes on: {}\n", control::nameOf(report.phase));
    if (!report.failure.empty())
        text += fmt::format("it ended early: {}\n", printable(report.failure));
    return text;
}

std::string verifyLine(const verify::Report &report, std::size_t width)
{
    std::string line = fmt::format("{:<8} {:>5}  {} of {}  {}", control::nameOf(report.phase),
                                   percentText(report.filesDone, report.files), sizeText(report.bytesDone),
                                   sizeText(report.bytes), countsText(report));
    line.resize(std::min(line.size(), width));
    return line;
}

} // namespace mirrorlake::app
