// The name of a blob, taken in order while its bytes come in any order: whoever has the bytes at the frontier in hand
// offers them, the rest is read back from the file. Thread: any; guarded inside. The frontier only grows, until reset.
#pragma once

#include "store/blobdigest.h"
#include "store/partialblob.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>

namespace mirrorlake::fill {

class OrderedHash
{
public:
    OrderedHash(BlobHash::Kind kind, std::int64_t size);

    std::int64_t frontier() const { return m_frontier.load(std::memory_order_acquire); }
    /// Takes the bytes if they begin at the frontier and nobody else is hashing; never waits.
    void offer(std::int64_t begin, std::span<const char> bytes);
    /// Reads on from the frontier up to end. Errors: Io.
    Result<void> readUpTo(std::int64_t end, const store::PartialBlob &blob);
    /// The name, once, when the frontier is at the end of the file; nothing before that and after the first time.
    std::optional<std::string> finish();
    /// Begins anew, from the first byte.
    void reset();

private:
    const BlobHash::Kind m_kind;
    const std::int64_t m_size;
    std::mutex m_mutex;
    store::BlobDigest m_digest;
    bool m_isFinished = false;
    std::atomic<std::int64_t> m_frontier{0};
};

} // namespace mirrorlake::fill
