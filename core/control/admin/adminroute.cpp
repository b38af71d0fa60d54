#include "control/admin/adminroute.h"

#include "base/text.h"

#include <charconv>

namespace mirrorlake::control {

const std::vector<AdminRoute> &adminRoutes()
{
    static const std::vector<AdminRoute> all = [] {
        std::vector<AdminRoute> routes;
        for (const auto group : {stateRoutes(), liveRoutes(), jobRoutes(), configRoutes(), upkeepRoutes(),
                                 verifyRoutes(), importRoutes(), libraryRoutes(), checkupRoutes(), transferRoutes(), debugRoutes()})
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

std::optional<std::int64_t> numberIn(std::string_view query, std::string_view name)
{
    for (const std::string_view part : split(query, '&')) {
        if (!part.starts_with(name) || part.size() <= name.size() || part[name.size()] != '=')
            continue;
        const std::string_view text = part.substr(name.size() + 1);
        std::int64_t value = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failure == std::errc() && end == text.data() + text.size())
            return value;
    }
    return std::nullopt;
}

} // namespace mirrorlake::control
