#include "settings/route.h"

#include "base/text.h"
#include "settings/checks.h"
#include "settings/units.h"

#include <fmt/core.h>

#include <charconv>
#include <optional>

namespace mirrorlake::settings {

namespace {

std::optional<double> parseWeight(std::string_view text)
{
    double weight = 0;
    const auto [end, failure] =
        std::from_chars(text.data(), text.data() + text.size(), weight, std::chars_format::fixed);
    const bool isWhole = failure == std::errc() && end == text.data() + text.size();
    return isWhole && weight > 0 && weight <= 1000 ? std::optional(weight) : std::nullopt;
}

Result<void> store(std::string &member, Result<std::string> checked)
{
    return checked.map([&](std::string tidy) { member = std::move(tidy); });
}

Result<void> readLimit(RouteSettings &route, std::string_view value)
{
    const auto limit = parseBytes(value);
    if (!limit)
        return fail(ErrorCode::BadConfiguration, "'" + std::string(value) + "' is not a size a second, such as 50MB");
    route.limit = *limit;
    return {};
}

Result<void> readWeight(RouteSettings &route, std::string_view value)
{
    const auto weight = parseWeight(value);
    if (!weight)
        return fail(ErrorCode::BadConfiguration, "'" + std::string(value) + "' is not a number above 0, at most 1000");
    route.weight = *weight;
    return {};
}

Result<void> readValue(RouteSettings &route, std::string_view name, std::string_view value)
{
    if (name == "token")
        return store(route.token, checkedToken(value));
    if (name == "proxy")
        return store(route.proxy, checkedProxy(value));
    if (name == "ca")
        return store(route.caFile, checkedPath(value));
    if (name == "doh")
        return store(route.dohUrl, checkedHttpsUrlOrNothing(value));
    if (name == "address")
        return checkedFixedAddress(value).map(
            [&](std::string tidy) { route.fixedAddresses.push_back(std::move(tidy)); });
    if (name == "weight")
        return readWeight(route, value);
    if (name == "limit")
        return readLimit(route, value);
    return fail(ErrorCode::BadConfiguration,
                "there is no such word; allowed are authoritative, tokens, token=, proxy=, ca=, doh=, "
                "address=, weight= and limit=");
}

Result<void> readWord(RouteSettings &route, std::string_view word)
{
    if (word == "authoritative")
        route.isAuthoritative = true;
    else if (word == "tokens")
        route.takesCallerTokens = true;
    else {
        const std::size_t end = word.find('=');
        const std::string_view name = word.substr(0, end);
        return readValue(route, name, end == std::string_view::npos ? std::string_view() : word.substr(end + 1))
            .map_error([&](const Error &error) { return error.in(name); });
    }
    return {};
}

} // namespace

Result<RouteSettings> RouteSettings::parse(std::string_view text)
{
    RouteSettings route;
    for (const std::string_view word : split(text, ' ')) {
        if (word.empty())
            continue;
        const auto read = route.url.empty() ? store(route.url, checkedHttpUrl(word)) : readWord(route, word);
        if (!read)
            return fail(read.error());
    }
    if (route.url.empty())
        return fail(ErrorCode::BadConfiguration, "an upstream begins with its URL");
    return route;
}

std::string RouteSettings::text() const
{
    std::string text = url;
    if (isAuthoritative)
        text += " authoritative";
    if (takesCallerTokens)
        text += " tokens";
    if (!token.empty())
        text += " token=" + token;
    if (!proxy.empty())
        text += " proxy=" + proxy;
    if (!caFile.empty())
        text += " ca=" + caFile;
    if (!dohUrl.empty())
        text += " doh=" + dohUrl;
    for (const std::string &address : fixedAddresses)
        text += " address=" + address;
    if (weight != 1)
        text += fmt::format(" weight={}", weight);
    if (limit.count > 0)
        text += " limit=" + bytesText(limit);
    return text;
}

std::string RouteSettings::shownText() const
{
    RouteSettings shown = *this;
    if (!token.empty())
        shown.token = maskedWhole(token);
    shown.proxy = maskedProxy(proxy);
    return shown.text();
}

std::string maskedRoute(std::string_view text)
{
    const auto route = RouteSettings::parse(text);
    return route ? route->shownText() : maskedWhole(text);
}

} // namespace mirrorlake::settings
