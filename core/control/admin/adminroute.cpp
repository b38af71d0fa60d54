#include "control/admin/adminroute.h"

#include "base/text.h"

namespace mirrorlake::control {

const std::vector<AdminRoute> &adminRoutes()
{
    static const std::vector<AdminRoute> all = [] {
        std::vector<AdminRoute> routes;
        for (const auto group : {stateRoutes(), jobRoutes(), configRoutes(), upkeepRoutes()})
            routes.insert(routes.end(), group.begin(), group.end());
        return routes;
    }();
    return all;
}

std::optional<std::vector<std::string>> argumentsOf(std::string_view pattern, std::string_view path)
{
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    if (wanted.size() != given.size())
        return std::nullopt;
    std::vector<std::string> arguments;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!wanted[i].starts_with('{')) {
            if (wanted[i] != given[i])
                return std::nullopt;
            continue;
        }
        auto decoded = percentDecoded(given[i]);
        if (!decoded || decoded->empty() || hasControlCharacter(*decoded))
            return std::nullopt;
        arguments.push_back(std::move(*decoded));
    }
    return arguments;
}

} // namespace mirrorlake::control
