#include "adopt/adoption.h"

#include "base/log.h"
#include "preload/wish.h"
#include "sweep/pin.h"
#include "verify/background.h"

#include <fmt/format.h>

namespace mirrorlake::adopt {

namespace {

constexpr double gigabyte = 1e9;

/// What the Hub says of a file, as far as a file on disk can differ from it.
bool isSameFile(const catalog::TreeEntry &said, const catalog::TreeEntry &found)
{
    return said.blobName() == found.blobName() && said.size == found.size;
}

} // namespace

Adoption::Adoption(Parts parts, Report begun, std::function<void(std::int64_t)> onTaken)
    : m_parts(parts), m_order(begun.order), m_onTaken(std::move(onTaken)),
      m_resolver(parts.catalog, parts.hub, parts.clock), m_report(std::move(begun))
{
    m_report.phase = Phase::Looking;
    m_report.startedAt = unixSeconds(parts.clock.wall());
}

void Adoption::run()
{
    const Result<void> done = carryOut();
    change([&](Report &report) {
        report.phase = Phase::Over;
        report.endedAt = unixSeconds(m_parts.clock.wall());
        if (!done)
            report.failure = done.error();
    });
    const Report end = report();
    log::info("adopt", "an import ended: {} of {} files taken, {} were here, {} left outside{}", end.takenFiles,
              end.files, end.heldFiles, end.refused, done ? "" : ": " + done.error().message);
}

Report Adoption::report() const
{
    const std::lock_guard lock(m_mutex);
    return m_report;
}

Result<void> Adoption::carryOut()
{
    if (auto looked = look(); !looked)
        return looked;
    if (!m_order.takes)
        return {};
    if (auto fits = checkSpace(); !fits)
        return fits;
    change([](Report &report) { report.phase = Phase::Taking; });
    return take();
}

Result<void> Adoption::look()
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(m_order.folder, ignored))
        return fail(ErrorCode::EntryNotFound,
                    "there is no such folder on the mirror's computer, or it may not be read: " + m_order.folder);
    std::optional<preload::Wish> wish;
    if (!m_order.repo.empty()) {
        auto parsed = preload::parseWish(m_order.repo);
        if (!parsed)
            return fail(parsed.error());
        wish = std::move(*parsed);
    }
    const auto only = wish ? std::optional(wish->repo) : std::nullopt;
    if (const auto cache = readHubCache(m_order.folder))
        return lookAtCache(*cache, only);
    if (wish)
        return lookAtFolder(wish->repo, wish->revision);
    return fail(ErrorCode::BadRequest,
                "this is no cache of Hugging Face's libraries: name the repo whose files lie there");
}

Result<void> Adoption::lookAtCache(const HubCache &cache, const std::optional<RepoKey> &only)
{
    for (const Snapshot &snapshot : cache.snapshots) {
        if (only && snapshot.repo != *only)
            continue;
        if (auto goes = goOn(); !goes)
            return goes;
        const auto resolved = ask(snapshot.repo, Revision(snapshot.commit));
        if (resolved)
            plan({resolved->repo, resolved->commit, true, filesIn(snapshot.folder, resolved->files)});
        else
            plan({snapshot.repo, snapshot.commit, false, namedFiles(snapshot)});
    }
    for (const CachedRef &ref : cache.refs) {
        if (!only || ref.repo == *only)
            m_refs.push_back(ref);
    }
    if (only && m_plans.empty())
        return fail(ErrorCode::RepoNotFound, "the cache has nothing of " + sweep::nameOf(*only));
    return {};
}

Result<void> Adoption::lookAtFolder(const RepoKey &repo, const Revision &revision)
{
    const auto resolved = ask(repo, revision);
    if (!resolved)
        return fail(resolved.error());
    plan({resolved->repo, resolved->commit, true, filesIn(m_order.folder, resolved->files)});
    return {};
}

Result<preload::Resolved> Adoption::ask(const RepoKey &repo, const Revision &revision)
{
    if (m_isHubGone)
        return fail(ErrorCode::UpstreamUnreachable, "the Hub cannot be asked");
    auto resolved = m_resolver.resolve({.id = 0, .repo = repo, .revision = revision});
    m_isHubGone = !resolved && mirror::isUpstreamTrouble(resolved.error().code);
    return resolved;
}

void Adoption::plan(Plan plan)
{
    FoundCommit commit{sweep::nameOf(plan.repo), plan.commit.text(), 0, 0, plan.isConfirmed};
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::vector<Found> fitting;
    for (Found &found : plan.files) {
        if (sizeOf(found.file) != found.entry.size) {
            refuse(plan.repo, found.entry.path,
                   Reason("it has another size than the Hub says", ErrorCode::HashMismatch));
            continue;
        }
        commit.files += 1;
        commit.bytes += found.entry.size;
        if (m_counted.insert(found.entry.blobName()).second) {
            files += 1;
            bytes += found.entry.size;
        }
        fitting.push_back(std::move(found));
    }
    plan.files = std::move(fitting);
    change([&](Report &report) {
        report.commits += 1;
        report.files += files;
        report.bytes += bytes;
        if (report.found.size() < Report::mostListed)
            report.found.push_back(std::move(commit));
    });
    m_plans.push_back(std::move(plan));
}

Result<void> Adoption::checkSpace() const
{
    std::int64_t wanted = 0;
    std::set<std::string_view> seen;
    for (const Plan &plan : m_plans) {
        for (const Found &found : plan.files) {
            const auto hash = BlobHash::parse(found.entry.blobName());
            if (hash && seen.insert(found.entry.blobName()).second && !m_parts.store.find(*hash, found.entry.size))
                wanted += found.entry.size;
        }
    }
    const std::int64_t room = m_parts.store.freeSpace().count;
    if (wanted <= room)
        return {};
    return fail(ErrorCode::NoSpace,
                fmt::format("{:.2f} GB are to be imported, and {:.2f} GB may be written",
                            static_cast<double>(wanted) / gigabyte, static_cast<double>(room) / gigabyte));
}

Result<void> Adoption::take()
{
    verify::goToBackground(); // after the last question to the Hub, whose threads would inherit that
    m_counted.clear();
    for (const Plan &plan : m_plans) {
        for (const Found &found : plan.files) {
            if (auto goes = goOn(); !goes)
                return goes;
            if (auto taken = takeFile(plan, found); !taken)
                return taken;
        }
        if (m_order.isOpen && m_isHubGone && !plan.isConfirmed)
            noteAccessOpen(plan.repo);
    }
    noteRefs();
    return {};
}

/// Errors: those that would stop every other file, too.
Result<void> Adoption::takeFile(const Plan &plan, const Found &found)
{
    const auto hash = BlobHash::parse(found.entry.blobName());
    if (!hash) {
        refuse(plan.repo, found.entry.path, Reason(hash.error()));
        return {};
    }
    std::int64_t read = 0;
    const auto adopted = m_parts.store.adopt(found.file, *hash, [&](std::int64_t bytes) {
        read += bytes;
        change([&](Report &report) { report.bytesDone += bytes; });
        return !m_isStopped;
    });
    const bool isFirst = m_counted.insert(found.entry.blobName()).second;
    change([&](Report &report) {
        report.filesDone += isFirst ? 1 : 0;
        report.bytesDone += (isFirst ? found.entry.size : 0) - read;
    });
    if (!adopted && adopted.error().code != ErrorCode::Io && adopted.error().code != ErrorCode::EntryNotFound)
        return fail(adopted.error());
    if (!adopted) {
        refuse(plan.repo, found.entry.path, Reason(adopted.error()));
    } else if (*adopted == store::Adopted::OtherBytes) {
        refuse(plan.repo, found.entry.path, Reason("its bytes do not have its hash", ErrorCode::HashMismatch));
    } else {
        if (isFirst)
            noteTaken(*hash, found, *adopted);
        noteFile(plan, found);
    }
    return {};
}

void Adoption::noteTaken(const BlobHash &hash, const Found &found, store::Adopted how)
{
    const bool isTaken = how == store::Adopted::Taken;
    if (isTaken) {
        m_parts.catalog.blobCompleted(hash, found.entry.size);
        m_onTaken(found.entry.size);
    }
    change([&](Report &report) {
        (isTaken ? report.takenFiles : report.heldFiles) += 1;
        (isTaken ? report.takenBytes : report.heldBytes) += found.entry.size;
    });
}

/// What the Hub has said counts more than what the folder says.
void Adoption::noteFile(const Plan &plan, const Found &found)
{
    if (plan.isConfirmed)
        return;
    const RepoKey repo = m_parts.catalog.canonical(plan.repo).value_or(plan.repo);
    std::optional<catalog::TreeEntry> known;
    if (const auto tree = m_parts.catalog.loadTree(repo, plan.commit); tree && *tree) {
        known = (*tree)->find(found.entry.path);
        if (!known)
            return refuse(repo, found.entry.path, Reason("the commit has no such file", ErrorCode::EntryNotFound));
    } else if (const auto file = m_parts.catalog.loadFile(repo, plan.commit, found.entry.path); file) {
        known = *file;
    }
    if (!known)
        m_parts.catalog.putFile(repo, plan.commit, found.entry);
    else if (!isSameFile(*known, found.entry))
        refuse(repo, found.entry.path, Reason("the Hub has another file of this name", ErrorCode::HashMismatch));
}

/// A newer word of the Hub stays.
void Adoption::noteRefs()
{
    for (const CachedRef &ref : m_refs) {
        const RepoKey repo = m_parts.catalog.canonical(ref.repo).value_or(ref.repo);
        if (!m_parts.catalog.ref(repo, ref.revision))
            m_parts.catalog.putRef(repo, ref.revision, {ref.commit, ref.saidAt});
    }
}

void Adoption::noteAccessOpen(const RepoKey &name)
{
    const RepoKey repo = m_parts.catalog.canonical(name).value_or(name);
    const auto record = m_parts.catalog.repo(repo);
    if (record && record->access != catalog::Access::Unknown)
        return;
    catalog::RepoRecord open = record.value_or(catalog::RepoRecord{repo});
    open.access = catalog::Access::Public;
    open.accessCheckedAt = unixSeconds(m_parts.clock.wall());
    m_parts.catalog.putRepo(open);
}

void Adoption::refuse(const RepoKey &repo, std::string path, Reason reason)
{
    change([&](Report &report) {
        report.refused += 1;
        if (report.refusals.size() < Report::mostListed)
            report.refusals.push_back({sweep::nameOf(repo), std::move(path), std::move(reason)});
    });
}

void Adoption::change(const std::function<void(Report &)> &changed)
{
    const std::lock_guard lock(m_mutex);
    changed(m_report);
}

Result<void> Adoption::goOn() const
{
    return m_isStopped ? fail(ErrorCode::Cancelled, "it was stopped") : Result<void>();
}

} // namespace mirrorlake::adopt
