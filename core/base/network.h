// A range of addresses: "10.0.0.0/8", "fd00::/8", or one address. Pure. Thread: any.
#pragma once

#include "base/error.h"

#include <array>
#include <string_view>

namespace mirrorlake {

class Network
{
public:
    /// Errors: BadConfiguration.
    static Result<Network> parse(std::string_view text);
    /// address as a connection says it: "192.168.1.7" or "fd00::7"; an IPv4 address mapped into IPv6 is that address.
    bool contains(std::string_view address) const;

private:
    using Address = std::array<unsigned char, 16>;
    static bool read(std::string_view text, Address &into, bool &isV4);

    Address m_address{};
    int m_bits = 128; ///< of the address as IPv6
};

} // namespace mirrorlake
