#include "fill/orderedhash.h"

#include <algorithm>
#include <vector>

namespace mirrorlake::fill {

OrderedHash::OrderedHash(BlobHash::Kind kind, std::int64_t size) : m_kind(kind), m_size(size), m_digest(kind, size) {}

void OrderedHash::offer(std::int64_t begin, std::span<const char> bytes)
{
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock.owns_lock() || begin != frontier())
        return;
    m_digest.update(bytes);
    m_frontier.store(begin + static_cast<std::int64_t>(bytes.size()), std::memory_order_release);
}

Result<void> OrderedHash::readUpTo(std::int64_t end, const store::PartialBlob &blob)
{
    constexpr std::int64_t step = 256 * 1024;
    std::vector<char> buffer(static_cast<std::size_t>(step));
    for (;;) {
        const std::lock_guard lock(m_mutex);
        const std::int64_t begin = frontier();
        if (begin >= end)
            return {};
        const auto want = static_cast<std::size_t>(std::min(step, end - begin));
        const Result<std::size_t> count = blob.read(begin, std::span(buffer).first(want));
        if (!count)
            return fail(count.error());
        if (*count < want)
            return fail(ErrorCode::Io, "a file of the store ends too early");
        m_digest.update(std::span(buffer).first(want));
        m_frontier.store(begin + static_cast<std::int64_t>(want), std::memory_order_release);
    }
}

std::optional<std::string> OrderedHash::finish()
{
    const std::lock_guard lock(m_mutex);
    if (frontier() != m_size || m_isFinished)
        return std::nullopt;
    m_isFinished = true;
    return m_digest.finish();
}

void OrderedHash::reset()
{
    const std::lock_guard lock(m_mutex);
    m_digest = store::BlobDigest(m_kind, m_size);
    m_isFinished = false;
    m_frontier.store(0, std::memory_order_release);
}

} // namespace mirrorlake::fill
