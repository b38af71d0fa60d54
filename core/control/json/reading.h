// Small pieces that read JSON: what is missing keeps its default, a type that does not fit throws nlohmann's exception,
// which whoever parses catches. Pure.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace mirrorlake::control {

template<std::size_t N>
std::size_t indexOf(const std::array<std::string_view, N> &names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

template<typename T>
void read(const nlohmann::json &object, const char *key, T &value)
{
    if (const auto found = object.find(key); found != object.end() && !found->is_null())
        value = found->get<T>();
}

template<typename T, typename Reader>
void readList(const nlohmann::json &object, const char *key, std::vector<T> &list, Reader reader)
{
    const auto found = object.find(key);
    if (found == object.end())
        return;
    for (const nlohmann::json &item : found->get_ref<const nlohmann::json::array_t &>())
        reader(item, list);
}

} // namespace mirrorlake::control
