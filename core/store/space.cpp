#include "store/space.h"

#include <algorithm>
#include <utility>

namespace mirrorlake::store {

std::int64_t floorOf(const DiskUsage &usage, Bytes keepFree)
{
    constexpr std::int64_t tenGigabytes = 10'000'000'000;
    if (keepFree.count > 0)
        return keepFree.count;
    return std::min(usage.total / 20, tenGigabytes);
}

Space::Promise::Promise(Promise &&other) noexcept
    : m_space(std::exchange(other.m_space, nullptr)), m_bytes(std::exchange(other.m_bytes, 0))
{}

Space::Promise &Space::Promise::operator=(Promise &&other) noexcept
{
    if (this != &other) {
        fulfil(m_bytes);
        m_space = std::exchange(other.m_space, nullptr);
        m_bytes = std::exchange(other.m_bytes, 0);
    }
    return *this;
}

void Space::Promise::fulfil(std::int64_t bytes)
{
    const std::int64_t count = std::min(bytes, m_bytes);
    if (m_space == nullptr || count <= 0)
        return;
    m_bytes -= count;
    const std::lock_guard lock(m_space->m_mutex);
    m_space->m_promised -= count;
}

Space::Space(std::shared_ptr<Disk> disk, std::filesystem::path folder, Bytes keepFree)
    : m_disk(std::move(disk)), m_folder(std::move(folder)), m_keepFree(keepFree)
{}

Result<Space::Promise> Space::promise(std::int64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    const Result<std::int64_t> available = availableLocked();
    if (!available)
        return fail(available.error());
    if (bytes > *available)
        return fail(ErrorCode::NoSpace, "the disk has " + std::to_string(*available) +
                                            " bytes left above the part kept free, " + std::to_string(bytes) +
                                            " are needed");
    m_promised += bytes;
    return Promise(*this, bytes);
}

Result<std::int64_t> Space::available() const
{
    const std::lock_guard lock(m_mutex);
    return availableLocked();
}

Result<std::int64_t> Space::availableLocked() const
{
    const Result<DiskUsage> usage = m_disk->usage(m_folder);
    if (!usage)
        return fail(usage.error());
    return std::max<std::int64_t>(0, usage->free - floorOf(*usage, m_keepFree) - m_promised);
}

} // namespace mirrorlake::store
