// mlake: asks a running mirror how it fares, and prints the line that points clients at it.
// Exit codes: 0 it answered, 1 no mirror is running (or it does not answer us), 2 usage.
#include "client.h"
#include "control/snapshotjson.h"
#include "envline.h"
#include "startup.h"
#include "statustext.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>

using namespace mirrorlake;
using namespace mirrorlake::app;

namespace {

constexpr int notRunning = 1;
constexpr int badUsage = 2;

struct Options
{
    std::string dataFolder;
    std::string url;
    bool isJson = false;
    std::string shell = "bash";
};

int failed(const Error &error)
{
    std::fprintf(stderr,
                 "mlake: %s; start one with mirrorlaked or mirrorlake, or name it with --data DIR or --url URL.\n",
                 error.message.c_str());
    return notRunning;
}

int misused(const std::string &what)
{
    std::fprintf(stderr, "mlake: %s; mlake --help shows what can be given.\n", what.c_str());
    return badUsage;
}

int print(const std::string &text)
{
    return std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0 ? 0 : notRunning;
}

/// Addresses that others can use come first; a container needs one of them.
std::string urlFor(const std::string &shell, const std::string &url, const control::Snapshot &snapshot)
{
    return shell == "docker" && !snapshot.addresses.empty() ? snapshot.addresses.front().url : url;
}

int run(const Options &options, bool isEnv)
{
    const Target target{dataFolderOf(options.dataFolder, environmentOfProcess()), !options.dataFolder.empty(),
                        options.url};
    const auto url = urlOf(target);
    if (!url)
        return url.error().code == ErrorCode::BadConfiguration ? misused(url.error().message) : failed(url.error());
    const auto json = fetchStatus(target, *url);
    if (!json)
        return failed(json.error());
    const auto snapshot = control::snapshotFromJson(*json);
    if (!snapshot)
        return failed(snapshot.error());
    if (isEnv)
        return print(*envLine(options.shell, urlFor(options.shell, *url, *snapshot)) + "\n");
    return print(options.isJson ? *json + "\n" : statusText(*snapshot));
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    CLI::App parser("Drives a running Mirrorlake", "mlake");
    Options options;
    parser.set_version_flag("--version", "mlake " MIRRORLAKE_VERSION);
    parser.require_subcommand(1);
    parser.footer("\nExit codes: 0 the mirror answered, 1 no mirror is running or it does not answer, 2 usage.");
    CLI::App *status = parser.add_subcommand("status", "Show what the mirror does");
    CLI::App *env = parser.add_subcommand("env", "Print the line that points clients at the mirror");
    for (CLI::App *command : {status, env}) {
        command->add_option("--data", options.dataFolder, "Data folder of the mirror")->type_name("DIR");
        command->add_option("--url", options.url, "URL of the mirror")->type_name("URL");
    }
    status->add_flag("--json", options.isJson, "Everything, as JSON");
    env->add_option("--shell", options.shell, "Whose words to use")
        ->check(CLI::IsMember(shells()))
        ->capture_default_str();
    try {
        parser.parse(argc, argv);
    } catch (const CLI::Success &end) {
        return parser.exit(end);
    } catch (const CLI::ParseError &error) {
        return misused(error.what());
    }
    return run(options, env->parsed());
}
