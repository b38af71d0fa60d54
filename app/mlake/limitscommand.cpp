// mlake limits: the settings that bound speed and number, by the names that people know.
#include "ratetext.h"
#include "tool.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace mirrorlake::app {

namespace {

using control::Assignment;
using nlohmann::json;

struct Limit
{
    const char *option;
    const char *key;
    const char *type;
    const char *help;
};
constexpr std::array limits{
    Limit{"--max-bandwidth", "limits.clients", "RATE", "To all clients together, such as 50MB/s; 0: no limit"},
    Limit{"--per-client", "limits.per_client", "RATE", "To each client, such as 5MB/s; 0: no limit"},
    Limit{"--upstream-bandwidth", "limits.upstream", "RATE", "From all upstreams together; 0: no limit"},
    Limit{"--max-concurrent", "server.max_requests", "N", "Requests answered at the same time"},
    Limit{"--requests-per-client", "limits.requests_per_client", "N", "Of one client at the same time; 0: no limit"},
    Limit{"--request-rate", "limits.request_rate", "N", "New requests a second of one client; 0: no limit"},
    Limit{"--queue-timeout", "limits.queue_timeout", "TIME", "How long a request waits for its turn, such as 5s"},
};

bool isLimit(const std::string &key)
{
    return key.starts_with("limits.") || key == "server.max_requests";
}

std::string optionOf(const std::string &key)
{
    const auto found = std::ranges::find_if(limits, [&](const Limit &limit) { return key == limit.key; });
    return found == limits.end() ? std::string() : found->option;
}

int show(Tool &tool)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto answer = mirror->get("/config");
    if (!answer)
        return tool.failed(answer.error());
    json shown = json::array();
    std::string text;
    for (const json &one : json::parse(*answer, nullptr, false).value("settings", json::array())) {
        const std::string key = one.value("key", "");
        if (!isLimit(key))
            continue;
        shown.push_back(one);
        text += fmt::format("{:<28} {:<22} {}\n", key, optionOf(key), one.value("value", ""));
    }
    return Tool::print(tool.isJson() ? json{{"limits", shown}}.dump() + "\n" : text);
}

int change(Tool &tool, const std::vector<std::string> &values)
{
    std::vector<Assignment> assignments;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        if (!values[i].empty())
            assignments.push_back({limits[i].key, withoutPerSecond(values[i])});
    }
    return assignments.empty() ? show(tool) : tool.assign(assignments);
}

} // namespace

void addLimits(CLI::App &parser, Tool &tool)
{
    CLI::App *command = parser.add_subcommand("limits", "Show limits of speed and number, or change them at once");
    const auto values = std::make_shared<std::vector<std::string>>(limits.size());
    for (std::size_t i = 0; i < limits.size(); ++i)
        command->add_option(limits[i].option, (*values)[i], limits[i].help)->type_name(limits[i].type);
    tool.serve(*command, [&tool, values] { return change(tool, *values); });
}

} // namespace mirrorlake::app
