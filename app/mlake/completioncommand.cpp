// mlake completion
#include "completiontext.h"
#include "tool.h"

namespace mirrorlake::app {

void addCompletion(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("completion", "Print the script that lets a shell complete mlake");
    const auto shell = std::make_shared<std::string>();
    command->add_option("shell", *shell, "bash, zsh or fish")->check(CLI::IsMember(completedShells()))->required();
    tool.runAlone(*command, [&parser, shell] { return Tool::print(*completionText(*shell, parser)); });
}

} // namespace mirrorlake::app
