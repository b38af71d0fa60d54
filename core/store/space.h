// How many bytes may still be written: what the disk has free, less the floor, less what was promised to sparse files
// and is not yet written. Whoever writes asks first. Thread: any.
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "store/disk.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>

namespace mirrorlake::store {

/// The floor in bytes: keepFree, or where it is 0 the less of 5 % and 10 GB. Pure.
std::int64_t floorOf(const DiskUsage &usage, Bytes keepFree);

class Space
{
public:
    /// Bytes kept for one file until it has written them or gives them back (at the end of its life).
    class Promise
    {
    public:
        Promise() = default;
        Promise(Space &space, std::int64_t bytes) : m_space(&space), m_bytes(bytes) {}
        Promise(Promise &&other) noexcept;
        Promise &operator=(Promise &&other) noexcept;
        ~Promise() { fulfil(m_bytes); }
        /// So many of them are on the disk now.
        void fulfil(std::int64_t bytes);

    private:
        Space *m_space = nullptr;
        std::int64_t m_bytes = 0;
    };

    Space(std::shared_ptr<Disk> disk, std::filesystem::path folder, Bytes keepFree);

    /// Errors: NoSpace when the floor would be crossed.
    Result<Promise> promise(std::int64_t bytes);
    Result<std::int64_t> available() const; ///< 0 when the floor is reached

private:
    Result<std::int64_t> availableLocked() const;

    std::shared_ptr<Disk> m_disk;
    std::filesystem::path m_folder;
    Bytes m_keepFree;
    mutable std::mutex m_mutex;
    std::int64_t m_promised = 0;
};

} // namespace mirrorlake::store
