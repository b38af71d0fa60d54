// The query of a URL, or a form-urlencoded body: pairs in order, decoded. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mirrorlake::hub {

class Query
{
public:
    Query() = default;
    /// "a=1&b=2"; at most 4096 pairs are taken. '+' is a space here, as forms write it.
    static Query parse(std::string_view text);

    /// First value of this name, or empty.
    std::string_view value(std::string_view name) const;
    std::vector<std::string_view> values(std::string_view name) const;
    bool has(std::string_view name) const;
    /// True for "true", "True" and "1" (hub-protocol §1.1).
    bool isTrue(std::string_view name) const;
    bool isEmpty() const { return m_pairs.empty(); }

    /// The same pairs sorted and encoded again: equal questions give equal texts.
    std::string canonical() const;

private:
    std::vector<std::pair<std::string, std::string>> m_pairs;
};

} // namespace mirrorlake::hub
