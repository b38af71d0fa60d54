#include "store/verification.h"

#include "store/blobdigest.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <thread>

namespace mirrorlake::store {

namespace {

constexpr std::chrono::milliseconds longestPause{200}; ///< between two looks whether to stop

void sleepFor(std::chrono::milliseconds time)
{
    std::this_thread::sleep_for(time);
}

bool isThere(const std::filesystem::path &path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

} // namespace

Verification::Verification(BlobStore &store, BytesPerSecond limit, const Clock &clock,
                           std::function<void(std::chrono::milliseconds)> pause)
    : m_store(store), m_clock(clock), m_pause(pause ? std::move(pause) : sleepFor), m_throttle(limit)
{}

Result<std::optional<Finding>> Verification::absence(const BlobHash &hash) const
{
    const std::filesystem::path path = m_store.pathOf(hash);
    if (isThere(path))
        return std::nullopt;
    if (!isThere(path.parent_path().parent_path().parent_path()))
        return fail(ErrorCode::DataFolderUnusable, "the folder of the cache is not there");
    return m_store.isUnfinished(hash) ? Finding::Damaged : Finding::Missing;
}

Result<Finding> Verification::glance(const NamedBlob &blob) const
{
    const auto absent = absence(blob.hash);
    if (!absent)
        return fail(absent.error());
    if (*absent)
        return **absent;
    if (m_store.find(blob.hash, blob.size))
        return Finding::Right;
    return isThere(m_store.pathOf(blob.hash)) ? Finding::Unreadable : Finding::Damaged;
}

Result<Finding> Verification::look(const NamedBlob &blob)
{
    const auto absent = absence(blob.hash);
    if (!absent)
        return fail(absent.error());
    if (*absent)
        return **absent;
    const auto open = m_store.find(blob.hash, blob.size);
    const std::optional<bool> isRight = open ? hasItsName(*open, blob.hash) : std::nullopt;
    if (m_isStopped)
        return Finding::Unknown;
    if (isRight == true)
        return Finding::Right;
    // The store looks for itself before it puts anything aside.
    const Result<Verdict> verdict = m_store.verify(blob.hash);
    if (!verdict)
        return fail(verdict.error());
    if (*verdict == Verdict::Right)
        return Finding::Right;
    return isThere(m_store.pathOf(blob.hash)) ? Finding::Unreadable : Finding::Damaged;
}

std::optional<bool> Verification::hasItsName(const StoredBlob &blob, const BlobHash &hash)
{
    std::vector<char> buffer(1024 * 1024);
    BlobDigest digest(hash.kind(), blob.size());
    for (std::int64_t at = 0; at < blob.size();) {
        if (m_isStopped)
            return std::nullopt;
        const ssize_t count = ::pread(blob.descriptor(), buffer.data(), buffer.size(), at);
        if (count <= 0)
            return std::nullopt;
        digest.update(std::span(buffer).first(static_cast<std::size_t>(count)));
        at += count;
        m_bytes += count;
        auto wait = m_throttle.take(count, m_clock.steady());
        for (; wait.count() > 0 && !m_isStopped; wait -= std::min(wait, longestPause))
            m_pause(std::min(wait, longestPause));
    }
    return digest.finish() == hash.text();
}

} // namespace mirrorlake::store
