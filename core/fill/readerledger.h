// Remembers readers that were given bytes which proved wrong. None of them checks hashes and all of them resume, so
// none may get a good tail on its bad head (client-findings §2): whoever answers asks here first, and tells when the
// reader begins from zero. Thread: any.
#pragma once

#include "base/byterange.h"
#include "base/ids.h"
#include "fill/readeridentity.h"

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>

namespace mirrorlake::fill {

class ReaderLedger
{
public:
    /// Beyond this many the oldest are forgotten.
    explicit ReaderLedger(std::size_t most = 10'000) : m_most(most) {}

    void remember(const BlobHash &blob, const ReaderIdentity &reader, ByteRange wrong);
    bool mustStartOver(const BlobHash &blob, const ReaderIdentity &reader) const;
    void startedOver(const BlobHash &blob, const ReaderIdentity &reader);

private:
    using Key = std::pair<BlobHash, ReaderIdentity>;

    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::map<Key, ByteRange> m_wrong;
    std::deque<Key> m_oldestFirst;
};

} // namespace mirrorlake::fill
