// An address to listen on, as people write it: "127.0.0.1:8090", "[::1]:0", "0.0.0.0:8090", "localhost:8090". Pure.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mirrorlake::serve {

struct ListenAddress
{
    std::string host; ///< numeric, without brackets
    std::uint16_t port = 0;
    bool isV6 = false;

    std::string text() const;
};

/// Errors: BadConfiguration, with the address and what is wrong with it.
Result<ListenAddress> parseListenAddress(std::string_view text);

} // namespace mirrorlake::serve
