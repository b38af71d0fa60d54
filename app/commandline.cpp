#include "commandline.h"

#include <CLI/CLI.hpp>

namespace mirrorlake::app {

namespace {

constexpr const char *footer =
    "\nEvery setting can also stand in the settings file (DIR/mirrorlake.toml) or in the environment\n"
    "(MIRRORLAKE_SERVER_LISTEN for server.listen); the command line wins.\n"
    "Exit codes: 0 ended as asked, 1 ended by a second signal, 2 usage, 3 cannot listen,\n"
    "4 data folder not usable or in use, 5 bad configuration.";

/// Options whose value is a setting, as assignments.
struct Shortcuts
{
    std::string upstream;
    std::string logLevel;
    std::string logFormat;
    std::string maxBandwidth;
    std::string maxConcurrent;
};

void addCommon(CLI::App &parser, CommandLine &line, Shortcuts &shortcuts)
{
    parser.add_option("--data", line.dataFolder, "Folder for the cache and all state")->type_name("DIR");
    parser.add_option("--listen", line.listen, "Listen on this address; repeatable; port 0 takes any free one")
        ->type_name("ADDR:PORT")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    parser.add_option("--upstream", shortcuts.upstream, "Where files come from")->type_name("URL");
    parser.add_option("--set", line.assignments, "Set any setting; repeatable")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    parser.add_option("--config", line.configFile, "Settings file instead of DIR/mirrorlake.toml")->type_name("FILE");
    parser.add_option("--log-level", shortcuts.logLevel, "trace, debug, info, warning, error or off")->type_name("L");
    parser.add_option("--log-format", shortcuts.logFormat, "text or json")->type_name("F");
    parser
        .add_option("--max-bandwidth", shortcuts.maxBandwidth, "To all clients together, such as 50MB/s; 0: no limit")
        ->type_name("RATE");
    parser.add_option("--max-concurrent", shortcuts.maxConcurrent, "Requests answered at the same time")
        ->type_name("N");
    parser.add_flag("--print-config", line.printConfig, "Print all settings as they would be used, and end");
    parser.add_flag("--check", line.check, "Check settings, data folder and addresses, and end");
}

void addHeadless(CLI::App &parser, CommandLine &line)
{
    parser.add_option("--move-data", line.moveTo, "Take the data folder there, and end")->type_name("DIR");
}

void addDesktop(CLI::App &parser, CommandLine &line)
{
    parser.add_flag("--start", line.start, "Start the mirror at once");
    parser.add_option("--page", line.page, "Open this page")->type_name("NAME");
    CLI::Option *hidden = parser.add_flag("--hidden", line.hidden, "Start without showing the window");
    parser.add_flag("--show", line.show, "Show the window of the program that already runs")->excludes(hidden);
    parser.add_option("LINKS", line.links, "Names or URLs of models to download")
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void takeShortcuts(CommandLine &line, const Shortcuts &shortcuts)
{
    const auto take = [&](const char *key, const std::string &value) {
        if (!value.empty())
            line.assignments.push_back(key + value);
    };
    take("upstream.url=", shortcuts.upstream);
    take("log.level=", shortcuts.logLevel);
    take("log.format=", shortcuts.logFormat);
    take("limits.clients=", shortcuts.maxBandwidth.ends_with("/s")
                                ? shortcuts.maxBandwidth.substr(0, shortcuts.maxBandwidth.size() - 2)
                                : shortcuts.maxBandwidth);
    take("server.max_requests=", shortcuts.maxConcurrent);
}

} // namespace

tl::expected<CommandLine, EarlyEnd> parseCommandLine(Program program, int argc, const char *const *argv)
{
    const std::string name = program == Program::Headless ? "mirrorlaked" : "mirrorlake";
    CLI::App parser(program == Program::Headless ? "A Hugging Face mirror without a display"
                                                 : "A Hugging Face mirror with a window",
                    name);
    // A wrapper may give defaults first and its user's words after them.
    parser.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    CommandLine line;
    Shortcuts shortcuts;
    addCommon(parser, line, shortcuts);
    if (program == Program::Desktop)
        addDesktop(parser, line);
    else
        addHeadless(parser, line);
    parser.set_version_flag("--version", name + " " MIRRORLAKE_VERSION);
    parser.footer(footer);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::CallForHelp &) {
        return tl::unexpected(EarlyEnd{ExitOk, parser.help()});
    } catch (const CLI::CallForVersion &) {
        return tl::unexpected(EarlyEnd{ExitOk, parser.version() + "\n"});
    } catch (const CLI::ParseError &error) {
        return tl::unexpected(
            EarlyEnd{ExitUsage, name + ": " + error.what() + "; " + name + " --help shows what can be given.\n"});
    }
    for (const std::string &assignment : line.assignments) {
        if (assignment.find('=') == std::string::npos)
            return tl::unexpected(EarlyEnd{ExitUsage, name + ": --set takes key=value, not '" + assignment + "'.\n"});
    }
    takeShortcuts(line, shortcuts);
    return line;
}

} // namespace mirrorlake::app
