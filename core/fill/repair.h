// Mends blobs that were found damaged: what the store has set aside is read back by a fill, which asks upstream only
// for the pieces that are not right. Goes behind everything that a reader waits for. Thread: mend() takes the caller's
// own until the blob is right or cannot be; stop() any.
#pragma once

#include "fill/filler.h"

#include <atomic>

namespace mirrorlake::fill {

class Repair
{
public:
    Repair(Filler &filler, const store::BlobStore &store) : m_filler(filler), m_store(store) {}

    /// Waits until the blob is in its place again. Errors: why it cannot be had; Cancelled after stop().
    Result<void> mend(const upstream::FileSource &source);
    void stop() { m_isStopped = true; }

private:
    bool isInPlace(const upstream::FileSource &source) const
    {
        return m_store.find(source.blob, source.size) != nullptr;
    }

    Filler &m_filler;
    const store::BlobStore &m_store;
    std::atomic<bool> m_isStopped{false};
};

} // namespace mirrorlake::fill
