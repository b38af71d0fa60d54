// mlake: drives a running mirror from the command line.
#include "tool.h"

#include <csignal>

using namespace mirrorlake::app;

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    CLI::App parser("Drives a running Mirrorlake", "mlake");
    parser.set_version_flag("--version", "mlake " MIRRORLAKE_VERSION);
    parser.require_subcommand(1);
    parser.footer(
        "\nExit codes: 0 done, 1 no mirror is running or it does not answer, 2 usage, 3 the mirror refused,\n"
        "4 not found, 5 what was waited for failed, was cancelled or goes on,\n6 files are damaged or missing, "
        "7 the doctor found something red.");
    Tool tool;
    for (const auto add : {addStatus, addPull, addJobs, addClients, addLibrary, addUpkeep, addVerify, addImport,
                           addLimits, addConfig, addDoctor, addEnv, addCompletion})
        add(parser, tool);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::Success &end) {
        return parser.exit(end);
    } catch (const CLI::RequiredError &error) {
        const std::vector<std::string> unknown = parser.remaining(true);
        return Tool::misused(unknown.empty() ? error.what() : "'" + unknown.front() + "' is not known here");
    } catch (const CLI::ParseError &error) {
        return Tool::misused(error.what());
    }
    return tool.run();
}
