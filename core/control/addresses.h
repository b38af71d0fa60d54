// Which URLs lead to a mirror, best for other machines first: the local network, then tunnels, loopback last. Pure.
#pragma once

#include "control/snapshot.h"

#include <string>
#include <vector>

namespace mirrorlake::control {

/// One address of a network interface that is up.
struct InterfaceAddress
{
    std::string interfaceName; ///< "eth0"
    std::string address;       ///< "192.168.1.20", "fd00::7"
    bool isPointToPoint = false;
};

/// A wildcard endpoint answers under every address of its family ([::] under both), any other under its own only. Left
/// out: IPv6 link-local addresses, and bridges for containers and virtual machines, which other machines cannot reach.
std::vector<ServedAddress> servedAddresses(const std::vector<std::string> &endpoints,
                                           const std::vector<InterfaceAddress> &interfaces);

/// The URL under which this machine reaches the first endpoint; a wildcard becomes loopback. Empty without endpoints.
std::string localUrlOf(const std::vector<std::string> &endpoints);

} // namespace mirrorlake::control
