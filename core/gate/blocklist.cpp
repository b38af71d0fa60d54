#include "gate/blocklist.h"

#include <algorithm>

namespace mirrorlake::gate {

void BlockList::set(std::vector<Network> networks)
{
    const bool isEmpty = networks.empty();
    {
        const std::lock_guard lock(m_mutex);
        m_networks = std::make_shared<const std::vector<Network>>(std::move(networks));
    }
    m_isEmpty = isEmpty;
}

bool BlockList::has(std::string_view address) const
{
    if (m_isEmpty)
        return false;
    std::shared_ptr<const std::vector<Network>> networks;
    {
        const std::lock_guard lock(m_mutex);
        networks = m_networks;
    }
    return std::ranges::any_of(*networks, [&](const Network &network) { return network.contains(address); });
}

} // namespace mirrorlake::gate
