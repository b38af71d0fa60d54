// The line that points a client at a mirror, in the words of each shell. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::app {

/// "bash", "zsh", "fish", "powershell", "cmd", "docker", "python".
std::vector<std::string> shells();

/// Sets HF_ENDPOINT to this URL; nothing for an unknown shell. docker gets the arguments of docker run; with a URL on
/// loopback, which a container cannot reach otherwise, it shares the network of the host.
std::optional<std::string> envLine(std::string_view shell, std::string_view url);

} // namespace mirrorlake::app
