#include "base/httpmessage.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake {

namespace {

constexpr std::size_t usualSize = 1024; ///< a file's reply has about as much

}

std::optional<std::string_view> HttpRequest::header(std::string_view name) const
{
    const auto field = std::ranges::find_if(headers, [&](const HeaderField &h) { return equalsIgnoringCase(h.name, name); });
    return field == headers.end() ? std::nullopt : std::optional<std::string_view>(field->value);
}

void HeaderBlock::add(std::string_view name, std::string_view value)
{
    if (m_text.empty())
        m_text.reserve(usualSize);
    m_text += name;
    m_text += ": ";
    if (hasControlCharacter(value)) {
        std::ranges::copy_if(value, std::back_inserter(m_text), [](char c) { return !hasControlCharacter({&c, 1}); });
    } else {
        m_text += value;
    }
    m_text += "\r\n";
}

void HeaderBlock::add(std::string_view name, std::int64_t value)
{
    add(name, std::to_string(value));
}

std::optional<std::string_view> HeaderBlock::find(std::string_view name) const
{
    std::string_view rest = m_text;
    while (!rest.empty()) {
        const std::size_t end = rest.find("\r\n");
        const std::string_view line = rest.substr(0, end);
        const std::size_t colon = line.find(':');
        if (equalsIgnoringCase(line.substr(0, colon), name))
            return line.substr(colon + 2);
        rest.remove_prefix(end + 2);
    }
    return std::nullopt;
}

} // namespace mirrorlake
