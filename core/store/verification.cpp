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

} // namespace

Verification::Verification(BlobStore &store, VerificationOptions options, const Clock &clock,
                           std::function<void(std::chrono::milliseconds)> pause)
    : m_store(store), m_options(std::move(options)), m_clock(clock), m_pause(pause ? std::move(pause) : sleepFor),
      m_throttle(m_options.limit)
{}

std::vector<NamedBlob> Verification::chosen() const
{
    std::vector<NamedBlob> blobs;
    if (m_options.only)
        blobs = *m_options.only;
    else
        m_store.eachStored([&](const BlobHash &hash, std::int64_t size, std::int64_t) {
            blobs.push_back({hash, size});
            return !m_isStopped;
        });
    std::mt19937 random(m_options.seed);
    std::uniform_real_distribution<double> lot(0, 1);
    if (m_options.share < 1)
        std::erase_if(blobs, [&](const NamedBlob &) { return lot(random) >= m_options.share; });
    return blobs;
}

Result<VerificationReport> Verification::run(const Progress &progress)
{
    VerificationReport report;
    for (const NamedBlob &blob : chosen()) {
        if (m_isStopped)
            break;
        if (const Result<void> looked = look(blob, report); !looked)
            return fail(looked.error());
        if (progress)
            progress(report);
    }
    report.isWhole = !m_isStopped;
    return report;
}

Result<void> Verification::look(const NamedBlob &blob, VerificationReport &report)
{
    std::error_code ignored;
    const bool wasHere = std::filesystem::exists(m_store.pathOf(blob.hash), ignored);
    if (!wasHere) {
        if (m_options.only)
            report.missing.push_back(blob.hash);
        return {};
    }
    ++report.blobs;
    const auto open = m_store.find(blob.hash, blob.size);
    const std::optional<bool> isRight = open ? hasItsName(*open, blob, report) : std::nullopt;
    if (isRight == true || m_isStopped)
        return {};
    // The store looks for itself before it puts anything aside.
    const Result<Verdict> verdict = m_store.verify(blob.hash);
    if (!verdict)
        return fail(verdict.error());
    const bool isSetAside = *verdict == Verdict::SetAside || (!open && *verdict == Verdict::NotHere);
    if (isSetAside)
        report.damaged.push_back(blob.hash);
    return {};
}

std::optional<bool> Verification::hasItsName(const StoredBlob &blob, const NamedBlob &named, VerificationReport &report)
{
    std::vector<char> buffer(1024 * 1024);
    BlobDigest digest(named.hash.kind(), blob.size());
    for (std::int64_t at = 0; at < blob.size();) {
        if (m_isStopped)
            return std::nullopt;
        const ssize_t count = ::pread(blob.descriptor(), buffer.data(), buffer.size(), at);
        if (count <= 0)
            return std::nullopt;
        digest.update(std::span(buffer).first(static_cast<std::size_t>(count)));
        at += count;
        report.bytes += count;
        auto wait = m_throttle.take(count, m_clock.steady());
        for (; wait.count() > 0 && !m_isStopped; wait -= std::min(wait, longestPause))
            m_pause(std::min(wait, longestPause));
    }
    return digest.finish() == named.hash.text();
}

} // namespace mirrorlake::store
