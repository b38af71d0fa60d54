// Who gets nothing from this mirror. Costs one atomic read while it is empty. Thread: any.
#pragma once

#include "base/network.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace mirrorlake::gate {

class BlockList
{
public:
    void set(std::vector<Network> networks);
    /// address as a connection says it.
    bool has(std::string_view address) const;

private:
    std::atomic<bool> m_isEmpty{true};
    mutable std::mutex m_mutex; ///< guards the pointer
    std::shared_ptr<const std::vector<Network>> m_networks;
};

} // namespace mirrorlake::gate
