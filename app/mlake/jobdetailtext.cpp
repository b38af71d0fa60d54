#include "jobdetailtext.h"

#include "terminaltext.h"

#include <fmt/core.h>

namespace mirrorlake::app {

namespace {

constexpr std::size_t lineOfCells = 80;

std::string filesText(const preload::JobDetail &detail)
{
    std::string text = fmt::format("files: {}\n", detail.fileCount);
    for (const preload::JobFile &file : detail.files) {
        text += fmt::format("  {:<8} {:>10} of {:>10} {:>11}  {}\n", nameOf(file.state), sizeText(file.done),
                            sizeText(file.size), rateText(file.bytesPerSecond), printable(file.path));
        if (!file.reason.text.empty())
            text += fmt::format("{:>11}{}\n", "", printable(file.reason.text));
    }
    const auto left = detail.fileCount - static_cast<std::int64_t>(detail.files.size());
    return left > 0 ? text + fmt::format("  and {} more\n", left) : text;
}

std::string partsText(const preload::JobDetail &detail)
{
    std::string text;
    for (const preload::JobFileParts &parts : detail.parts) {
        text += fmt::format("parts of {}: {} each, {} connections, {} clients\n", printable(parts.path),
                            sizeText(parts.map.cellBytes), parts.connections, parts.clients);
        for (std::size_t at = 0; at < parts.map.cells.size(); at += lineOfCells)
            text += "  " + printable(parts.map.cells.substr(at, lineOfCells)) + "\n";
    }
    if (!detail.parts.empty())
        text += "  h hashed, r received, 0-9 on its way, x compared again, - missing\n";
    return text;
}

std::string sourcesText(const preload::JobDetail &detail)
{
    std::string text = detail.sources.empty() ? "" : "sources of the files on their way:\n";
    for (const fill::RouteShare &source : detail.sources)
        text += fmt::format("  {:>10} {:>11}  {}\n", sizeText(source.bytes), rateText(source.bytesPerSecond),
                            printable(source.route));
    return text;
}

} // namespace

std::string jobDetailText(const preload::JobDetail &detail)
{
    std::string text = filesText(detail) + partsText(detail) + sourcesText(detail) + "log:\n";
    for (const preload::JobLine &line : detail.lines)
        text += fmt::format("  {}  {:<8} {}\n", timeText(line.at), nameOf(line.level), printable(line.text));
    return text;
}

} // namespace mirrorlake::app
