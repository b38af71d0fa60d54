#include "settings/field.h"

#include "settings/units.h"

#include <algorithm>
#include <numeric>

namespace mirrorlake::settings {

namespace {

/// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t swapped = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, swapped});
        }
    }
    return row.back();
}

std::string joined(std::span<const std::string_view> words)
{
    std::string text;
    for (const std::string_view word : words)
        text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

} // namespace

FieldKind kindOf(const Field &field)
{
    Settings any;
    const Member member = field.member(any);
    if (std::holds_alternative<std::string *>(member))
        return field.choices.empty() ? FieldKind::Text : FieldKind::Choice;
    if (std::holds_alternative<std::vector<std::string> *>(member))
        return FieldKind::TextList;
    if (std::holds_alternative<bool *>(member))
        return FieldKind::Switch;
    if (std::holds_alternative<int *>(member))
        return FieldKind::Number;
    return std::holds_alternative<Bytes *>(member) ? FieldKind::Size : FieldKind::Duration;
}

std::string allowedText(const Field &field)
{
    const auto [least, most] = field.range;
    switch (kindOf(field)) {
    case FieldKind::Text:
        return "a text";
    case FieldKind::Choice:
        return "one of " + joined(field.choices);
    case FieldKind::TextList:
        return "a list of texts, separated by commas";
    case FieldKind::Switch:
        return "true or false";
    case FieldKind::Number:
        return "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    case FieldKind::Size:
        return "a size from " + bytesText({least}) + " to " + bytesText({most}) + ", such as 50MB or 64KiB";
    case FieldKind::Duration:
        return "a time from " + durationText(std::chrono::milliseconds(least)) + " to " +
               durationText(std::chrono::milliseconds(most)) + ", such as 10s or 2min";
    }
    return {};
}

const Field *findField(std::string_view key, std::span<const Field> table)
{
    const auto row = std::ranges::find_if(table, [&](const Field &field) {
        return field.key == key || std::ranges::find(field.oldKeys, key) != field.oldKeys.end();
    });
    return row == table.end() ? nullptr : &*row;
}

std::string_view nearestKey(std::string_view key)
{
    return std::ranges::min_element(fields(), {}, [&](const Field &field) { return distance(field.key, key); })->key;
}

Error unknownKey(std::string_view key)
{
    return {ErrorCode::BadConfiguration,
            "there is no setting '" + std::string(key) + "'; did you mean '" + std::string(nearestKey(key)) + "'?"};
}

} // namespace mirrorlake::settings
