// mlake clients
#include "statustext.h"
#include "tool.h"

namespace mirrorlake::app {

namespace {

int showClients(Tool &tool)
{
    if (tool.isJson())
        return tool.printJson("/clients");
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto snapshot = mirror->snapshot();
    if (!snapshot)
        return tool.failed(snapshot.error());
    return Tool::print(snapshot->figures.clients.empty() ? "no client so far\n"
                                                         : clientsText(snapshot->figures.clients));
}

} // namespace

void addClients(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("clients", "Show who downloads, and how fast");
    tool.serve(*command, [&tool] { return showClients(tool); });
}

} // namespace mirrorlake::app
