// Looks whether complete blobs are what their names say, by reading and hashing them, no faster than a limit. What is
// damaged is set aside by the store, so that a fill mends it (fill/repair.h); nothing is deleted, and readers go on.
// Thread: look() takes the caller's own for as long as the disk needs; stop() any.
#pragma once

#include "base/bytethrottle.h"
#include "base/clock.h"
#include "store/blobstore.h"

#include <atomic>
#include <functional>

namespace mirrorlake::store {

struct NamedBlob
{
    BlobHash hash;
    std::int64_t size = 0;
};

enum class Finding
{
    Right,
    Damaged, ///< and set aside, perhaps long ago
    Missing,
    Unreadable, ///< it is there, and cannot be opened
    Unknown     ///< it was stopped
};

class Verification
{
public:
    /// limit: of reading, 0 for none. pause: how the time is passed that it asks for.
    Verification(BlobStore &store, BytesPerSecond limit, const Clock &clock,
                 std::function<void(std::chrono::milliseconds)> pause = {});

    /// Errors: DataFolderUnusable, when the store is not there at all; Io, when the disk gives no answer.
    Result<Finding> look(const NamedBlob &blob);
    /// The same without reading: damage is found by size and time only.
    Result<Finding> glance(const NamedBlob &blob) const;
    std::int64_t bytesRead() const { return m_bytes.load(); }
    void stop() { m_isStopped = true; }

private:
    /// Nothing when the file is there.
    Result<std::optional<Finding>> absence(const BlobHash &hash) const;
    /// Whether the bytes have the name; nothing when they cannot be read, or it was stopped.
    std::optional<bool> hasItsName(const StoredBlob &blob, const BlobHash &hash);

    BlobStore &m_store;
    const Clock &m_clock;
    const std::function<void(std::chrono::milliseconds)> m_pause;
    ByteThrottle m_throttle;
    std::atomic<std::int64_t> m_bytes{0};
    std::atomic<bool> m_isStopped{false};
};

} // namespace mirrorlake::store
