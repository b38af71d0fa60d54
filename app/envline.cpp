#include "envline.h"

#include <algorithm>
#include <array>

namespace mirrorlake::app {

namespace {

struct Shell
{
    std::string_view name;
    std::string_view before;
    std::string_view after;
};

constexpr std::array known{
    Shell{"bash", "export HF_ENDPOINT=", ""},
    Shell{"zsh", "export HF_ENDPOINT=", ""},
    Shell{"fish", "set -gx HF_ENDPOINT ", ""},
    Shell{"powershell", "$env:HF_ENDPOINT = \"", "\""},
    Shell{"cmd", "set HF_ENDPOINT=", ""},
    Shell{"docker", "-e HF_ENDPOINT=", ""},
    Shell{"python", "import os; os.environ[\"HF_ENDPOINT\"] = \"", "\""},
};

bool isLoopback(std::string_view url)
{
    return url.starts_with("http://127.") || url.starts_with("http://[::1]") || url.starts_with("http://localhost");
}

} // namespace

std::vector<std::string> shells()
{
    std::vector<std::string> names;
    for (const Shell &shell : known)
        names.emplace_back(shell.name);
    return names;
}

std::optional<std::string> envLine(std::string_view shell, std::string_view url)
{
    const auto found = std::ranges::find(known, shell, &Shell::name);
    if (found == known.end())
        return std::nullopt;
    const std::string line = std::string(found->before) + std::string(url) + std::string(found->after);
    return shell == "docker" && isLoopback(url) ? "--network host " + line : line;
}

} // namespace mirrorlake::app
