// mlake doctor: looks at a running mirror through its admin API, at one that does not run from here, and in both cases
// at what programs started from this shell will meet.
#include "control/json/checkupjson.h"
#include "doctor/checks.h"
#include "doctor/systemprobe.h"
#include "patientof.h"
#include "startup.h"
#include "terminaltext.h"
#include "tool.h"

#include <QtCore/QCoreApplication>

#include <fmt/core.h>

#include <algorithm>

namespace mirrorlake::app {

namespace {

using control::Checkup;
using control::Finding;
using control::Health;

std::string checkupText(const Checkup &checkup)
{
    std::string text;
    for (const Finding &finding : checkup.findings) {
        text += fmt::format("{:<8} {:<24} {}\n", nameOf(finding.health()), control::checkLabel(finding.check()),
                            printable(finding.seen()));
        if (!finding.next().empty())
            text += fmt::format("{:<8} {:<24} → {}\n", "", "", printable(finding.next()));
    }
    return text;
}

/// The client is this shell, not the mirror's process.
void replaceClient(Checkup &checkup, const std::vector<std::string> &urls)
{
    std::erase_if(checkup.findings, [](const Finding &finding) { return finding.check() == "client"; });
    for (Finding &finding : doctor::clientFindings(environmentOfProcess(), urls))
        checkup.findings.push_back(std::move(finding));
}

Result<Checkup> ofRunningMirror(control::RemoteOperations &mirror, const std::string &url)
{
    auto checkup = answerOf<Checkup>([&](auto then) { mirror.checkup(then); });
    if (!checkup)
        return checkup;
    std::vector<std::string> urls{url};
    if (const auto snapshot = mirror.snapshot()) {
        for (const control::ServedAddress &address : snapshot->addresses)
            urls.push_back(address.url);
    }
    replaceClient(*checkup, urls);
    return checkup;
}

Result<Checkup> ofMirrorAtRest(const std::string &dataFolder)
{
    CommandLine line;
    line.dataFolder = dataFolder;
    const auto startUp = resolveStartUp(line, environmentOfProcess());
    if (!startUp)
        return fail(startUp.error());
    int argumentCount = 1;
    char name[] = "mlake";
    char *arguments[] = {name, nullptr};
    const QCoreApplication application(argumentCount, arguments); // which Qt's look-up of names counts on
    doctor::SystemProbe probe;
    return doctor::examine(patientAtRest(*startUp), probe);
}

int look(Tool &tool)
{
    control::RemoteOperations *mirror = tool.hasRunningMirror() ? tool.mirror() : nullptr;
    if (tool.hasRunningMirror() && !mirror)
        return tool.code();
    auto checkup = mirror ? ofRunningMirror(*mirror, tool.url()) : ofMirrorAtRest(tool.dataFolder());
    if (!checkup && checkup.error().code == ErrorCode::UpstreamUnreachable && !tool.isUrlGiven())
        checkup = ofMirrorAtRest(tool.dataFolder()); // it ended without a word
    if (!checkup)
        return tool.failed(checkup.error());
    const int printed = Tool::print(tool.isJson() ? control::toJson(*checkup) + "\n" : checkupText(*checkup));
    return printed == MlakeOk && checkup->worst() == Health::Red ? MlakeIll : printed;
}

} // namespace

void addDoctor(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand(
        "doctor", "Look at network, routes, token, clock, disk, port and this shell; says the next step");
    tool.serve(*command, [&tool] { return look(tool); });
}

} // namespace mirrorlake::app
