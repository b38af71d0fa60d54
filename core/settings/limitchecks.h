// What texts in limits.*, eviction.* and meter.* may hold; as checks.h. Pure.
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/network.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::settings {

/// Clients that share one rate.
struct GroupSettings
{
    std::string name; ///< as given, or the networks
    std::vector<Network> networks;
    Bytes rate{0};

    static Result<GroupSettings> parse(std::string_view text);
};

struct Price
{
    double amount = 0;
    std::string currency;

    static Result<Price> parse(std::string_view text);
};

Result<std::string> checkedGroup(std::string_view text);
/// "03:00", or nothing.
Result<std::string> checkedTimeOfDay(std::string_view text);
/// Minute of the day of a checked time; -1 for nothing.
int minuteOfDay(std::string_view text);
Result<std::string> checkedPriceOrNothing(std::string_view text);

} // namespace mirrorlake::settings
