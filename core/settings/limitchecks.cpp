#include "settings/limitchecks.h"

#include "base/text.h"
#include "settings/units.h"

#include <charconv>

namespace mirrorlake::settings {

namespace {

tl::unexpected<Error> refused(std::string_view text, std::string_view form)
{
    return fail(ErrorCode::BadConfiguration, "'" + std::string(text) + "' is not of the form " + std::string(form));
}

bool isTwoDigits(std::string_view text)
{
    return text.size() == 2 && text[0] >= '0' && text[0] <= '9' && text[1] >= '0' && text[1] <= '9';
}

} // namespace

Result<GroupSettings> GroupSettings::parse(std::string_view text)
{
    constexpr std::string_view form = "NAME:10.0.0.0/8+192.168.1.7=20MB";
    const std::size_t equals = text.rfind('=');
    const auto rate = equals == std::string_view::npos ? std::nullopt : parseBytes(trimmed(text.substr(equals + 1)));
    if (!rate || rate->count <= 0)
        return refused(text, form);
    GroupSettings group;
    group.rate = *rate;
    std::string_view members = trimmed(text.substr(0, equals));
    group.name = members;
    const std::size_t colon = members.find(':');
    // An IPv6 network has colons too, but none behind a word without dots and slashes that is no network itself.
    if (colon != std::string_view::npos && !Network::parse(split(members, '+').front())) {
        group.name = trimmed(members.substr(0, colon));
        members.remove_prefix(colon + 1);
    }
    for (const std::string_view member : split(members, '+')) {
        auto network = Network::parse(trimmed(member));
        if (!network)
            return fail(network.error());
        group.networks.push_back(*network);
    }
    return group.name.empty() ? Result<GroupSettings>(refused(text, form)) : group;
}

Result<Price> Price::parse(std::string_view text)
{
    text = trimmed(text);
    Price price;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), price.amount);
    const auto read = static_cast<std::size_t>(end - text.data());
    price.currency = trimmed(text.substr(error == std::errc() ? read : 0));
    if (error != std::errc() || price.amount < 0 || price.currency.empty() || price.currency.size() > 8 ||
        !isValidUtf8(price.currency) || hasControlCharacter(price.currency))
        return refused(text, "0.09 EUR");
    return price;
}

Result<std::string> checkedGroup(std::string_view text)
{
    return GroupSettings::parse(text).map([&](const GroupSettings &) { return std::string(trimmed(text)); });
}

Result<std::string> checkedTimeOfDay(std::string_view text)
{
    text = trimmed(text);
    const bool isRight = text.empty() || (text.size() == 5 && text[2] == ':' && isTwoDigits(text.substr(0, 2)) &&
                                          isTwoDigits(text.substr(3)) && text.substr(0, 2) < "24" && text[3] < '6');
    if (!isRight)
        return refused(text, "03:00");
    return std::string(text);
}

int minuteOfDay(std::string_view text)
{
    if (text.size() != 5)
        return -1;
    const auto digit = [&](std::size_t i) { return text[i] - '0'; };
    return (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
}

Result<std::string> checkedPriceOrNothing(std::string_view text)
{
    if (trimmed(text).empty())
        return std::string();
    return Price::parse(text).map([&](const Price &) { return std::string(trimmed(text)); });
}

} // namespace mirrorlake::settings
