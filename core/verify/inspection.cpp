#include "verify/inspection.h"

#include "base/log.h"
#include "verify/background.h"

#include <algorithm>
#include <random>
#include <set>
#include <thread>

namespace mirrorlake::verify {

namespace {

constexpr std::chrono::seconds betweenSettlings{60};

std::vector<sweep::HeldBlob> sampleOf(std::vector<sweep::HeldBlob> blobs, int count)
{
    if (count <= 0 || blobs.size() <= static_cast<std::size_t>(count))
        return blobs;
    std::mt19937_64 random{std::random_device{}()};
    std::ranges::shuffle(blobs, random);
    blobs.erase(blobs.begin() + count, blobs.end());
    return blobs;
}

/// Nothing else can be mended before this is over.
bool isOfAll(ErrorCode code)
{
    using enum ErrorCode;
    switch (code) {
    case UpstreamUnreachable:
    case UpstreamNameUnknown:
    case UpstreamUntrusted:
    case UpstreamRateLimited:
    case Offline:
    case NoSpace:
    case ReadOnly:
    case Io:
    case Cancelled:
        return true;
    default:
        return false;
    }
}

Harm harmOf(store::Finding finding)
{
    if (finding == store::Finding::Missing)
        return Harm::Missing;
    return finding == store::Finding::Unreadable ? Harm::Unreadable : Harm::Damaged;
}

} // namespace

Inspection::Inspection(Parts parts, Report begun, BytesPerSecond limit)
    : m_parts(parts), m_verification(parts.store, limit, parts.clock), m_repair(parts.filler, parts.store),
      m_order(begun.order), m_report(std::move(begun))
{}

void Inspection::recount(Phase phase)
{
    const std::lock_guard lock(m_mutex);
    m_report.phase = phase;
    m_report.missing = std::ranges::count(m_found, Harm::Missing, &Damage::harm);
    m_report.damaged = static_cast<std::int64_t>(m_found.size()) - m_report.missing;
    m_report.mended = std::ranges::count(m_found, true, &Damage::isMended);
    const auto listed = static_cast<std::ptrdiff_t>(std::min(m_found.size(), Report::mostListed));
    m_report.listed.assign(m_found.begin(), m_found.begin() + listed);
}

Report Inspection::report() const
{
    const std::lock_guard lock(m_mutex);
    Report report = m_report;
    report.bytesDone = m_verification.bytesRead();
    return report;
}

void Inspection::stop()
{
    m_isStopped = true;
    m_verification.stop();
    m_repair.stop();
}

void Inspection::run()
{
    {
        const std::lock_guard lock(m_mutex);
        m_report.startedAt = unixSeconds(m_parts.clock.wall());
    }
    const Result<void> done = carryOut();
    recount(m_order.mends ? Phase::Mending : Phase::Reading);
    const std::lock_guard lock(m_mutex); // whoever sees that it is over sees how
    m_report.phase = Phase::Over;
    m_report.endedAt = unixSeconds(m_parts.clock.wall());
    if (m_isStopped)
        m_report.failure = "cancelled";
    else if (!done)
        m_report.failure = done.error().message;
    log::info("verify", "{} files looked at, {} damaged, {} missing, {} mended {}", m_report.filesDone,
              m_report.damaged, m_report.missing, m_report.mended, m_report.failure);
}

Result<void> Inspection::carryOut()
{
    const auto blobs = chosen();
    if (!blobs)
        return fail(blobs.error());
    std::int64_t bytes = 0;
    for (const sweep::HeldBlob &blob : *blobs)
        bytes += blob.facts.size;
    {
        const std::lock_guard lock(m_mutex);
        m_report.files = static_cast<std::int64_t>(blobs->size());
        m_report.bytes = m_order.reads ? bytes : 0;
        m_report.phase = Phase::Reading;
    }
    const Result<void> done = readInBackground(*blobs);
    if (const Result<void> settled = settle(); !done || !settled)
        return done ? settled : done;
    if (m_order.mends && !m_isStopped)
        mend();
    return {};
}

Result<std::vector<sweep::HeldBlob>> Inspection::chosen() const
{
    const sweep::Librarian librarian(m_parts.catalog, m_parts.store, m_parts.clock);
    const auto name = sweep::BlobName::parse(m_order.what);
    std::optional<sweep::Pin> pin;
    if (!name && !m_order.what.empty()) {
        auto parsed = sweep::Pin::parse(m_order.what);
        if (!parsed)
            return fail(parsed.error());
        pin = std::move(*parsed);
    }
    auto blobs = librarian.onRecord(pin);
    if (!blobs)
        return blobs;
    if (name)
        std::erase_if(*blobs, [&](const sweep::HeldBlob &blob) { return blob.name != *name; });
    return sampleOf(std::move(*blobs), m_order.sample);
}

Result<void> Inspection::readInBackground(const std::vector<sweep::HeldBlob> &blobs)
{
    Result<void> done;
    std::thread thread([&] {
        goToBackground();
        done = read(blobs);
    });
    thread.join();
    return done;
}

Result<void> Inspection::read(const std::vector<sweep::HeldBlob> &blobs)
{
    for (const sweep::HeldBlob &held : blobs) {
        if (m_isStopped)
            return {};
        const store::NamedBlob blob{held.name.hash(), held.facts.size};
        const auto finding = m_order.reads ? m_verification.look(blob) : m_verification.glance(blob);
        if (!finding)
            return fail(finding.error());
        if (const Result<void> noted = note(blob, *finding); !noted)
            return noted;
    }
    return {};
}

Result<void> Inspection::note(const store::NamedBlob &blob, store::Finding finding)
{
    if (finding == store::Finding::Unknown)
        return {};
    {
        const std::lock_guard lock(m_mutex);
        ++m_report.filesDone;
    }
    if (finding == store::Finding::Right)
        return {};
    m_found.push_back({blob.hash, blob.size, {}, {}, harmOf(finding), false, {}});
    return m_parts.clock.steady() - m_settledAt >= betweenSettlings ? settle() : Result<void>();
}

Result<void> Inspection::settle()
{
    if (m_found.empty())
        return {};
    std::vector<sweep::BlobName> names;
    for (const Damage &one : m_found)
        names.emplace_back(one.hash);
    std::ranges::sort(names);
    std::set<sweep::BlobName> recorded;
    const auto read = m_parts.catalog.eachBlob([&](std::string_view hash, const catalog::Catalog::BlobLife &life) {
        const auto name = sweep::BlobName::parse(hash);
        if (life.completedAt != 0 && name && std::ranges::binary_search(names, *name))
            recorded.insert(*name);
    });
    if (!read)
        return read;
    auto sources = sourcesOf(m_parts.catalog, std::move(names));
    if (!sources)
        return fail(sources.error());
    m_sources = std::move(*sources);
    std::erase_if(m_found, [&](const Damage &one) {
        return one.harm == Harm::Missing && !recorded.contains(sweep::BlobName(one.hash));
    });
    for (Damage &one : m_found) {
        const auto known = m_sources.find(sweep::BlobName(one.hash));
        if (known == m_sources.end() || known->second.empty())
            continue;
        one.repo = sweep::nameOf(known->second.front().repo);
        one.path = known->second.front().path.text();
    }
    m_settledAt = m_parts.clock.steady();
    recount(Phase::Reading);
    return {};
}

void Inspection::mend()
{
    recount(Phase::Mending);
    std::optional<Error> obstacle;
    for (Damage &one : m_found) {
        if (obstacle)
            one.reason = obstacle->message;
        else if (one.harm == Harm::Unreadable)
            one.reason = "the file is there and can neither be read nor put aside: check its rights and the disk";
        else
            obstacle = mend(one);
        if (!obstacle)
            recount(Phase::Mending);
    }
}

std::optional<Error> Inspection::mend(Damage &damage)
{
    damage.reason = "no commit that is known has this file";
    for (upstream::FileSource &source : m_sources[sweep::BlobName(damage.hash)]) {
        if (source.size < 0)
            source.size = damage.size;
        const Result<void> mended = m_repair.mend(source);
        damage.isMended = mended.has_value();
        damage.reason = mended ? std::string() : mended.error().message;
        if (mended)
            return std::nullopt;
        if (isOfAll(mended.error().code))
            return mended.error();
    }
    return std::nullopt;
}

} // namespace mirrorlake::verify
