#include "settings/fieldvalue.h"

#include "base/text.h"
#include "settings/units.h"

#include <algorithm>
#include <charconv>

namespace mirrorlake::settings {

namespace {

/// The table's accessors take what may be changed; reading through one changes nothing.
Member memberOf(const Settings &settings, const Field &field)
{
    return field.member(const_cast<Settings &>(settings));
}

Error refused(const Field &field, std::string_view given, std::string_view why)
{
    const std::string shown = field.masked ? "" : " is '" + std::string(given) + "'";
    return {ErrorCode::BadConfiguration, std::string(field.key) + shown + ": " + std::string(why)};
}

Error notAllowed(const Field &field, std::string_view given)
{
    return refused(field, given, "allowed is " + allowedText(field));
}

bool isInRange(const Field &field, std::int64_t value)
{
    return value >= field.range.least && value <= field.range.most;
}

Result<std::string> checkedText(const Field &field, std::string_view text)
{
    if (!field.choices.empty()) {
        if (std::ranges::find(field.choices, text) == field.choices.end())
            return fail(notAllowed(field, text));
        return std::string(text);
    }
    if (!field.check)
        return std::string(text);
    return field.check(text).map_error([&](const Error &error) { return error.in(field.key); });
}

Result<void> set(std::string *member, const Field &field, std::string_view text)
{
    return checkedText(field, text).map([&](std::string tidy) { *member = std::move(tidy); });
}

Result<void> setList(std::vector<std::string> *member, const Field &field, const std::vector<std::string> &items)
{
    std::vector<std::string> tidy;
    for (const std::string &item : items) {
        auto checked = checkedText(field, item);
        if (!checked)
            return fail(checked.error());
        if (std::ranges::find(tidy, *checked) == tidy.end())
            tidy.push_back(std::move(*checked));
    }
    if (tidy.empty() && !field.mayBeEmpty)
        return fail(refused(field, "", "at least one is needed"));
    *member = std::move(tidy);
    return {};
}

Result<void> set(std::vector<std::string> *member, const Field &field, std::string_view text)
{
    std::vector<std::string> items;
    for (const std::string_view item : split(text, ',')) {
        if (const std::string_view bare = trimmed(item); !bare.empty())
            items.emplace_back(bare);
    }
    return setList(member, field, items);
}

Result<void> set(bool *member, const Field &field, std::string_view text)
{
    const std::string word = lowered(text);
    const bool isOn = word == "true" || word == "yes" || word == "on" || word == "1";
    if (!isOn && word != "false" && word != "no" && word != "off" && word != "0")
        return fail(notAllowed(field, text));
    *member = isOn;
    return {};
}

Result<void> set(int *member, const Field &field, std::string_view text)
{
    int number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size() || !isInRange(field, number))
        return fail(notAllowed(field, text));
    *member = number;
    return {};
}

Result<void> set(Bytes *member, const Field &field, std::string_view text)
{
    const auto bytes = parseBytes(text);
    if (!bytes || !isInRange(field, bytes->count))
        return fail(notAllowed(field, text));
    *member = *bytes;
    return {};
}

template<typename Duration>
Result<void> setDuration(Duration *member, const Field &field, std::string_view text)
{
    const auto duration = parseDuration(text);
    if (!duration || !isInRange(field, duration->count()) ||
        std::chrono::duration_cast<Duration>(*duration) != *duration)
        return fail(notAllowed(field, text));
    *member = std::chrono::duration_cast<Duration>(*duration);
    return {};
}

Result<void> set(std::chrono::seconds *member, const Field &field, std::string_view text)
{
    return setDuration(member, field, text);
}

Result<void> set(std::chrono::milliseconds *member, const Field &field, std::string_view text)
{
    return setDuration(member, field, text);
}

std::string joined(const std::vector<std::string> &items)
{
    std::string text;
    for (const std::string &item : items)
        text += (text.empty() ? "" : ", ") + item;
    return text;
}

struct Written
{
    std::string operator()(const std::string *text) const { return *text; }
    std::string operator()(const std::vector<std::string> *items) const { return joined(*items); }
    std::string operator()(const bool *isOn) const { return *isOn ? "true" : "false"; }
    std::string operator()(const int *number) const { return std::to_string(*number); }
    std::string operator()(const Bytes *bytes) const { return bytesText(*bytes); }
    std::string operator()(const std::chrono::seconds *duration) const { return durationText(*duration); }
    std::string operator()(const std::chrono::milliseconds *duration) const { return durationText(*duration); }
};

} // namespace

std::string valueText(const Settings &settings, const Field &field)
{
    return std::visit(Written(), memberOf(settings, field));
}

std::string shownText(const Settings &settings, const Field &field)
{
    return joined(shownItems(settings, field));
}

bool isSame(const Settings &a, const Settings &b, const Field &field)
{
    return valueItems(a, field) == valueItems(b, field);
}

std::vector<std::string> valueItems(const Settings &settings, const Field &field)
{
    const Member member = memberOf(settings, field);
    if (const auto *list = std::get_if<std::vector<std::string> *>(&member))
        return **list;
    return {std::visit(Written(), member)};
}

std::vector<std::string> shownItems(const Settings &settings, const Field &field)
{
    std::vector<std::string> items = valueItems(settings, field);
    for (std::string &item : items) {
        if (field.masked && !item.empty())
            item = field.masked(item);
    }
    return items;
}

Result<void> assign(Settings &settings, const Field &field, std::string_view text)
{
    const std::string_view bare = trimmed(text);
    return std::visit([&](auto *member) { return set(member, field, bare); }, field.member(settings));
}

Result<void> assignItems(Settings &settings, const Field &field, const std::vector<std::string> &items)
{
    const Member member = field.member(settings);
    if (const auto *list = std::get_if<std::vector<std::string> *>(&member))
        return setList(*list, field, items);
    if (items.size() != 1)
        return fail(notAllowed(field, joined(items)));
    return assign(settings, field, items.front());
}

Result<void> validate(const Settings &settings)
{
    Settings copy = settings;
    for (const Field &field : fields()) {
        if (auto checked = assignItems(copy, field, valueItems(settings, field)); !checked)
            return checked;
    }
    return {};
}

} // namespace mirrorlake::settings
