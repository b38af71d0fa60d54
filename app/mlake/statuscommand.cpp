// mlake status
#include "statustext.h"
#include "tool.h"

namespace mirrorlake::app {

namespace {

int showStatus(Tool &tool)
{
    if (tool.isJson())
        return tool.printJson("/status");
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto snapshot = mirror->snapshot();
    return snapshot ? Tool::print(statusText(*snapshot)) : tool.failed(snapshot.error());
}

} // namespace

void addStatus(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("status", "Show what the mirror does");
    tool.serve(*command, [&tool] { return showStatus(tool); });
}

} // namespace mirrorlake::app
