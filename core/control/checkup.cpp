#include "control/checkup.h"

#include <algorithm>
#include <array>

namespace mirrorlake::control {

namespace {

constexpr std::array<std::string_view, 4> healths{"green", "amber", "red", "skipped"};

} // namespace

std::string_view nameOf(Health health)
{
    return healths[static_cast<std::size_t>(health)];
}

const FindingRow *findingRow(std::string_view code)
{
    const auto found = std::ranges::find(findingRows(), code, &FindingRow::code);
    return found == findingRows().end() ? nullptr : &*found;
}

std::string withWords(std::string_view text, const std::vector<std::string> &words)
{
    std::string whole;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto number =
            i + 1 < text.size() && text[i] == '%' ? static_cast<std::size_t>(text[i + 1] - '1') : words.size();
        if (number >= words.size()) {
            whole += text[i];
            continue;
        }
        whole += words[number];
        ++i;
    }
    return whole;
}

Health Finding::health() const
{
    const FindingRow *row = findingRow(code);
    return row ? row->health : Health::Amber;
}

std::string Finding::check() const
{
    const FindingRow *row = findingRow(code);
    return row ? std::string(row->check) : code;
}

std::string Finding::seen() const
{
    const FindingRow *row = findingRow(code);
    return row ? withWords(row->seen, words) : code;
}

std::string Finding::next() const
{
    const FindingRow *row = findingRow(code);
    return row ? withWords(row->next, words) : std::string();
}

Health Checkup::worst() const
{
    Health worst = Health::Green;
    for (const Finding &finding : findings) {
        if (finding.health() != Health::Skipped)
            worst = std::max(worst, finding.health());
    }
    return worst;
}

} // namespace mirrorlake::control
