// Completion for shells, made from the tree of commands itself. Pure.
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::app {

/// "bash", "zsh", "fish".
const std::vector<std::string> &completedShells();

/// The script for a shell; nothing for an unknown one. What an option may be is completed too, where it is one of a few
/// words.
std::optional<std::string> completionText(std::string_view shell, const CLI::App &parser);

} // namespace mirrorlake::app
