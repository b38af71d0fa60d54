#include "hub/query.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::hub {

namespace {

constexpr std::size_t maxPairs = 4096;

std::string decoded(std::string_view text)
{
    std::string spaced(text);
    std::ranges::replace(spaced, '+', ' ');
    return percentDecoded(spaced).value_or(spaced);
}

} // namespace

Query Query::parse(std::string_view text)
{
    Query query;
    for (const std::string_view pair : split(text, '&')) {
        if (pair.empty())
            continue;
        if (query.m_pairs.size() == maxPairs)
            break;
        const std::size_t equals = pair.find('=');
        const std::string_view value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        query.m_pairs.emplace_back(decoded(pair.substr(0, equals)), decoded(value));
    }
    return query;
}

std::string_view Query::value(std::string_view name) const
{
    const auto pair = std::ranges::find(m_pairs, name, [](const auto &p) { return std::string_view(p.first); });
    return pair == m_pairs.end() ? std::string_view() : std::string_view(pair->second);
}

std::vector<std::string_view> Query::values(std::string_view name) const
{
    std::vector<std::string_view> found;
    for (const auto &[key, value] : m_pairs) {
        if (key == name)
            found.push_back(value);
    }
    return found;
}

bool Query::has(std::string_view name) const
{
    return std::ranges::any_of(m_pairs, [&](const auto &pair) { return pair.first == name; });
}

bool Query::isTrue(std::string_view name) const
{
    const std::string_view text = value(name);
    return equalsIgnoringCase(text, "true") || text == "1";
}

std::string Query::canonical() const
{
    auto sorted = m_pairs;
    std::ranges::sort(sorted);
    std::string text;
    for (const auto &[key, value] : sorted) {
        if (!text.empty())
            text += '&';
        text += percentEncoded(key) + "=" + percentEncoded(value);
    }
    return text;
}

} // namespace mirrorlake::hub
