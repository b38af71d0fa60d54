// mlake env
#include "envline.h"
#include "tool.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::app {

namespace {

/// Addresses that others can use come first; a container needs one of them.
std::string urlFor(const std::string &shell, const std::string &url, const control::Snapshot &snapshot)
{
    return shell == "docker" && !snapshot.addresses.empty() ? snapshot.addresses.front().url : url;
}

int print(const Tool &tool, const std::string &shell, const std::string &url)
{
    const std::string line = *envLine(shell, url);
    const nlohmann::ordered_json json{{"shell", shell}, {"url", url}, {"line", line}};
    return Tool::print((tool.isJson() ? json.dump() : line) + "\n");
}

/// An address that was given needs no asking, and so no control token: clients have none.
int showLine(Tool &tool, const std::string &shell)
{
    if (tool.isUrlGiven()) {
        const auto url = tool.address();
        return url ? print(tool, shell, *url) : tool.code();
    }
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto snapshot = mirror->snapshot();
    if (!snapshot)
        return tool.failed(snapshot.error());
    return print(tool, shell, urlFor(shell, tool.url(), *snapshot));
}

} // namespace

void addEnv(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("env", "Print the line that points clients at the mirror");
    const auto shell = std::make_shared<std::string>("bash");
    command->add_option("--shell", *shell, "Whose words to use")->check(CLI::IsMember(shells()))->capture_default_str();
    tool.serve(*command, [&tool, shell] { return showLine(tool, *shell); });
}

} // namespace mirrorlake::app
