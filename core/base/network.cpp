#include "base/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace mirrorlake {

bool Network::read(std::string_view text, Address &into, bool &isV4)
{
    const std::string name(text.substr(0, text.find('%')));
    isV4 = ::inet_pton(AF_INET, name.c_str(), into.data() + 12) == 1;
    if (isV4) {
        std::fill(into.begin(), into.begin() + 10, static_cast<unsigned char>(0));
        into[10] = into[11] = 0xff;
        return true;
    }
    return ::inet_pton(AF_INET6, name.c_str(), into.data()) == 1;
}

Result<Network> Network::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::string_view bits = slash == std::string_view::npos ? "" : text.substr(slash + 1);
    Network network;
    bool isV4 = false;
    bool isRight = read(text.substr(0, slash), network.m_address, isV4);
    int count = isV4 ? 32 : 128;
    if (slash != std::string_view::npos) {
        const int most = count;
        const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), count);
        isRight = isRight && error == std::errc() && end == bits.data() + bits.size() && count >= 0 && count <= most;
    }
    if (!isRight)
        return fail(ErrorCode::BadConfiguration,
                    "'" + std::string(text) + "' is no address and no network such as 10.0.0.0/8");
    network.m_bits = isV4 ? 96 + count : count;
    return network;
}

bool Network::contains(std::string_view address) const
{
    Address other{};
    bool isV4 = false;
    if (!read(address, other, isV4))
        return false;
    const auto whole = static_cast<std::size_t>(m_bits / 8);
    if (!std::equal(m_address.begin(), m_address.begin() + static_cast<std::ptrdiff_t>(whole), other.begin()))
        return false;
    const int rest = m_bits % 8;
    const auto mask = static_cast<unsigned char>(0xff << (8 - rest));
    return rest == 0 || (m_address[whole] & mask) == (other[whole] & mask);
}

} // namespace mirrorlake
