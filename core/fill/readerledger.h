// Remembers readers that were given bytes which proved wrong. None of them checks hashes and all of them resume, so
// none may get a good tail on its bad head (client-findings §2): whoever answers asks here first, and tells when the
// reader begins from zero. With a file it also remembers those of earlier runs, by address and agent: fingerprints of
// tokens are made anew at every start. Thread: any; only what is rare writes the file.
#pragma once

#include "base/byterange.h"
#include "base/ids.h"
#include "fill/readeridentity.h"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>

namespace mirrorlake::fill {

class ReaderLedger
{
public:
    /// Beyond this many the oldest are forgotten. An empty path: nothing outlives the run.
    explicit ReaderLedger(std::filesystem::path file = {}, std::size_t most = 10'000);

    void remember(const BlobHash &blob, const ReaderIdentity &reader, ByteRange wrong);
    /// Somebody of an earlier run was given wrong bytes of this blob, and nobody knows who.
    void rememberUnknown(const BlobHash &blob);
    bool mustStartOver(const BlobHash &blob, const ReaderIdentity &reader) const;
    void startedOver(const BlobHash &blob, const ReaderIdentity &reader);

private:
    using Key = std::pair<BlobHash, ReaderIdentity>;

    void load();
    void append(const BlobHash &blob, const ReaderIdentity &reader) const;

    const std::filesystem::path m_file;
    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::map<Key, ByteRange> m_wrong;
    std::deque<Key> m_oldestFirst;
    std::set<Key> m_earlier;      ///< of earlier runs, without fingerprints
    std::set<BlobHash> m_unknown; ///< of which anybody may have wrong bytes
    std::set<Key> m_begun;        ///< who began from zero, of the blobs of those two
};

} // namespace mirrorlake::fill
