// Who a reader is, so that one that got bytes which proved wrong never gets a good tail on a bad head. Plain values.
#pragma once

#include <compare>
#include <string>

namespace mirrorlake::fill {

struct ReaderIdentity
{
    std::string address;
    std::string agent;
    std::string tokenFingerprint;
    auto operator<=>(const ReaderIdentity &) const = default;
};

} // namespace mirrorlake::fill
