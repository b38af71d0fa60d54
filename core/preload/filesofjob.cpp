#include "preload/filesofjob.h"

#include <algorithm>
#include <array>

namespace mirrorlake::preload {

namespace {

constexpr std::size_t mostFiles = 1000;
constexpr std::array<std::string_view, 4> names{"waiting", "active", "failed", "here"};

/// What people look for first.
int rankOf(FileState state)
{
    constexpr std::array ranks{2, 0, 1, 3};
    return ranks[static_cast<std::size_t>(state)];
}

bool isHere(const store::BlobStore &store, const BlobHash &blob, std::int64_t size)
{
    std::error_code failure;
    const auto length = std::filesystem::file_size(store.pathOf(blob), failure);
    return !failure && length == static_cast<std::uintmax_t>(size);
}

} // namespace

std::string_view nameOf(FileState state)
{
    return names[static_cast<std::size_t>(state)];
}

std::optional<FileState> fileStateNamed(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<FileState>(found - names.begin()));
}

const std::vector<catalog::TreeEntry> &FilesOfJob::wantedBy(const Job &job)
{
    if (m_wanted.id == job.id && m_wanted.commit == job.commit)
        return m_wanted.files;
    m_wanted = {job.id, job.commit};
    const auto commit = CommitSha::parse(job.commit);
    if (!commit)
        return m_wanted.files;
    const auto tree = m_catalog.loadTree(m_catalog.canonical(job.repo).value_or(job.repo), *commit);
    if (tree && *tree)
        m_wanted.files = chosenFiles(**tree, job.choice).value_or(std::vector<catalog::TreeEntry>());
    return m_wanted.files;
}

void FilesOfJob::describe(const Job &job, const JobRun *run, JobDetail &detail)
{
    const auto &wanted = wantedBy(job);
    const auto onTheWay = run ? run->describe(detail) : std::unordered_map<std::string, JobFile>();
    detail.fileCount = static_cast<std::int64_t>(wanted.size());
    detail.files.reserve(wanted.size());
    for (const catalog::TreeEntry &entry : wanted) {
        JobFile &file = detail.files.emplace_back(JobFile{entry.path, entry.size, entry.size, FileState::Here});
        if (const auto found = onTheWay.find(entry.blobName()); found != onTheWay.end()) {
            file = found->second;
            file.path = entry.path;
        }
    }
    if (!run)
        describeResting(job, detail.files);
    std::ranges::stable_sort(detail.files, {}, [](const JobFile &file) { return rankOf(file.state); });
    if (detail.files.size() > mostFiles)
        detail.files.resize(mostFiles);
}

/// Of a job that does not run: what failed, and what lies on the disk.
void FilesOfJob::describeResting(const Job &job, std::vector<JobFile> &files) const
{
    std::unordered_set<BlobHash> begun;
    for (const store::PartialFacts &partial : m_store.partials())
        begun.insert(partial.hash);
    std::unordered_map<std::string_view, const FileFailure *> failures;
    for (const FileFailure &failure : job.failures)
        failures.emplace(failure.path, &failure);
    std::unordered_set<std::string> counted; // a blob may have several paths
    std::vector<JobFile *> unfinished;
    std::int64_t hereBytes = 0;
    std::size_t looked = 0;
    for (std::size_t index = 0; index < files.size(); ++index) {
        JobFile &file = files[index];
        const auto failure = failures.find(file.path);
        const auto blob = BlobHash::parse(m_wanted.files[index].blobName());
        const bool isFailed = failure != failures.end();
        if (isFailed) {
            file.state = FileState::Failed;
            file.reason = failure->second->reason;
        } else if (job.state == JobState::Done || file.size == 0 || !blob ||
                   (looked++ < mostFiles && isHere(m_store, *blob, file.size))) {
            hereBytes += counted.insert(m_wanted.files[index].blobName()).second ? file.size : 0;
            continue;
        } else {
            file.state = FileState::Waiting;
        }
        file.done = 0;
        if (blob && begun.contains(*blob))
            unfinished.push_back(&file);
    }
    // What a file had when the job stopped is not known, only what all of them had.
    std::int64_t rest = job.doneBytes - hereBytes;
    for (JobFile *file : unfinished) {
        file->done = std::clamp<std::int64_t>(rest, 0, file->size);
        rest -= file->done;
    }
}

} // namespace mirrorlake::preload
