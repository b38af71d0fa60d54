// Looks whether complete blobs are what their names say, by reading and hashing them: the whole store, the blobs of one
// repo, or a sample. What is damaged is set aside by the store, so that a fill mends it (fill/repair.h); nothing is
// deleted, and readers go on. Thread: run() takes the caller's own for as long as the disk needs; stop() any.
#pragma once

#include "base/bytethrottle.h"
#include "base/clock.h"
#include "store/blobstore.h"

#include <atomic>
#include <functional>
#include <random>

namespace mirrorlake::store {

struct NamedBlob
{
    BlobHash hash;
    std::int64_t size = 0;
};

struct VerificationOptions
{
    std::optional<std::vector<NamedBlob>> only{}; ///< these blobs, such as a repo's; nothing for the whole store
    double share = 1;                             ///< of them, chosen at random: 0.01 looks at every hundredth
    std::uint32_t seed = std::random_device{}();
    BytesPerSecond limit{}; ///< of reading; 0 for none
};

struct VerificationReport
{
    std::int64_t blobs = 0; ///< looked at
    std::int64_t bytes = 0; ///< read
    std::vector<BlobHash> damaged;
    std::vector<BlobHash> missing; ///< asked for by name, and not here
    bool isWhole = true;           ///< false when it was stopped
};

class Verification
{
public:
    using Progress = std::function<void(const VerificationReport &)>;

    /// pause: how the time is passed that the limit asks for.
    Verification(BlobStore &store, VerificationOptions options, const Clock &clock,
                 std::function<void(std::chrono::milliseconds)> pause = {});

    /// progress is called after each blob. Errors: Io, when the disk gives no answer at all.
    Result<VerificationReport> run(const Progress &progress = {});
    void stop() { m_isStopped = true; }

private:
    std::vector<NamedBlob> chosen() const;
    Result<void> look(const NamedBlob &blob, VerificationReport &report);
    /// Whether the bytes have the name; nothing when they cannot be read, or it was stopped.
    std::optional<bool> hasItsName(const StoredBlob &blob, const NamedBlob &named, VerificationReport &report);

    BlobStore &m_store;
    const VerificationOptions m_options;
    const Clock &m_clock;
    const std::function<void(std::chrono::milliseconds)> m_pause;
    ByteThrottle m_throttle;
    std::atomic<bool> m_isStopped{false};
};

} // namespace mirrorlake::store
