#include "preload/jobrun.h"

#include "mirror/ask.h"

#include <algorithm>
#include <map>

namespace mirrorlake::preload {

namespace {

using namespace std::chrono_literals;

constexpr int mostAttempts = 3;
constexpr auto firstDelay = 5s;
constexpr std::size_t mostFailures = 100;

const fill::ReaderIdentity &ourselves()
{
    static const fill::ReaderIdentity identity{"", "mirrorlake-preload", ""};
    return identity;
}

std::unordered_set<BlobHash> begunIn(const store::BlobStore &store)
{
    std::unordered_set<BlobHash> begun;
    for (const store::PartialFacts &partial : store.partials())
        begun.insert(partial.hash);
    return begun;
}

/// The job waits for these to pass; of everything else one file alone fails.
bool isObstacle(ErrorCode code)
{
    return code == ErrorCode::NoSpace || code == ErrorCode::UpstreamRateLimited || code == ErrorCode::Offline ||
           code == ErrorCode::Cancelled;
}

} // namespace

JobRun::JobRun(const Resolved &resolved, Parts parts)
    : m_repo(resolved.repo), m_commit(resolved.commit), m_parts(std::move(parts)),
      m_pace(std::make_shared<upstream::LineLimit>(m_parts.clock))
{
    const auto begun = begunIn(m_parts.store);
    for (const catalog::TreeEntry &entry : resolved.files)
        add(entry, begun);
    m_open = m_work.size();
    sum({});
}

JobRun::~JobRun()
{
    for (File &file : m_work) {
        if (!file.body)
            continue;
        file.body.reset();
        m_parts.filler.letGo(file.blob);
    }
}

void JobRun::add(const catalog::TreeEntry &entry, const std::unordered_set<BlobHash> &begun)
{
    ++m_files;
    auto blob = BlobHash::parse(entry.blobName());
    if (!blob || entry.size == 0) { // nothing to fetch; readTreePage() lets no wrong hash in
        ++m_doneFiles;
        return;
    }
    if (const auto known = m_index.find(*blob); known != m_index.end()) {
        ++m_work[known->second].paths;
        return;
    }
    if (m_parts.store.find(*blob, entry.size)) {
        // Each path of a blob that is here counts as a file, its bytes once: a second look would find it here again.
        ++m_doneFiles;
        if (m_here.insert(*blob).second) {
            m_bytes += entry.size;
            m_hereBytes += entry.size;
        }
        return;
    }
    m_bytes += entry.size;
    m_index.emplace(*blob, m_work.size());
    File file{entry, *blob};
    if (begun.contains(*blob))
        file.done = std::min(m_parts.store.received(*blob), entry.size);
    m_work.push_back(std::move(file));
}

void JobRun::setPace(std::int64_t bytesPerSecond)
{
    m_pace->set({static_cast<double>(bytesPerSecond)}, false);
}

void JobRun::advance(Clock::Steady now, int files, const RunningFills &fills)
{
    m_isClosing = false;
    int active = 0;
    for (File &file : m_work) {
        if (file.body)
            look(file, now);
        active += file.body ? 1 : 0;
    }
    for (File &file : m_work) {
        if (active >= files || m_obstacle)
            break;
        if (file.isWaiting && now >= file.notBefore) {
            start(file);
            ++active;
        }
    }
    sum(fills);
}

void JobRun::start(File &file)
{
    auto path = RepoPath::parse(file.entry.path);
    file.isWaiting = false;
    if (!path) {
        failed(file, path.error(), {});
        return;
    }
    const upstream::FileSource source{
        m_repo, m_commit, std::move(*path), file.blob, file.entry.size, file.entry.isLfs(), {}};
    fill::Joined joined = m_parts.filler.join(source, {0, 0}, ourselves(), m_pace);
    file.body = std::move(joined.body);
    file.insight = std::move(joined.insight);
    file.notesSeen = 0;
    file.body->whenReadable(file.entry.size - 1, m_parts.wake);
}

/// The last byte can be read a moment before the blob is published.
void JobRun::look(File &file, Clock::Steady now)
{
    gatherNotes(file);
    if (m_parts.store.find(file.blob, file.entry.size)) {
        completed(file);
        return;
    }
    if (const auto error = file.body->failure())
        failed(file, *error, now);
}

void JobRun::completed(File &file)
{
    file.body.reset();
    file.insight.reset();
    file.done = file.entry.size;
    m_doneFiles += file.paths;
    --m_open;
}

void JobRun::failed(File &file, const Error &error, Clock::Steady now)
{
    file.body.reset();
    file.insight.reset();
    file.trouble = error;
    if (error.code != ErrorCode::Cancelled)
        m_notes.push_back(file.entry.path + ": " + error.message);
    if (isObstacle(error.code)) {
        file.isWaiting = true;
        m_obstacle = error;
        return;
    }
    if (mirror::isUpstreamTrouble(error.code) && ++file.attempts < mostAttempts) {
        file.isWaiting = true;
        file.notBefore = now + firstDelay * (1 << file.attempts);
        m_trouble = error;
        return;
    }
    if (m_failures.size() < mostFailures)
        m_failures.push_back({file.entry.path, error});
    --m_open;
}

void JobRun::sum(const RunningFills &fills)
{
    m_doneBytes = m_hereBytes;
    m_active.clear();
    m_isVerifying = m_open > 0;
    Reason trouble;
    for (File &file : m_work) {
        const auto fill = file.body ? fills.find(file.blob) : fills.end();
        if (fill != fills.end()) {
            // A fill that has not opened its file yet says 0 of what lies there.
            file.done = fill->second.done > 0 ? fill->second.done : file.done;
            m_active.push_back(
                {file.entry.path, file.entry.size, file.done, fill->second.bytesPerSecond, fill->second.state});
            if (trouble.isEmpty())
                trouble = fill->second.reason;
            if (fill->second.state == "waiting for space")
                m_obstacle = Error{ErrorCode::NoSpace, fill->second.reason.text};
            m_isVerifying = m_isVerifying && fill->second.state == "verifying";
            m_isClosing = m_isClosing || file.done == file.entry.size;
        } else {
            m_isVerifying = m_isVerifying && !file.body && !file.isWaiting;
            m_isClosing = m_isClosing || file.body;
        }
        m_doneBytes += file.done;
    }
    m_isVerifying = m_isVerifying && !m_active.empty();
    if (!trouble.isEmpty() || !m_active.empty())
        m_trouble = std::move(trouble);
}

void JobRun::gatherNotes(File &file)
{
    if (!file.insight)
        return;
    for (const fill::FillNote &note : file.insight->notesAfter(file.notesSeen)) {
        file.notesSeen = note.number;
        m_notes.push_back(file.entry.path + ": " + note.text);
    }
}

std::vector<UnfinishedFile> JobRun::unfinished() const
{
    std::vector<UnfinishedFile> files;
    for (const File &file : m_work) {
        if (file.body || file.isWaiting)
            files.push_back({file.blob, file.entry.size});
    }
    return files;
}

std::vector<std::string> JobRun::takeNotes()
{
    return std::exchange(m_notes, {});
}

std::unordered_map<std::string, JobFile> JobRun::describe(JobDetail &detail) const
{
    std::unordered_map<std::string, JobFile> byBlob;
    std::map<std::string, fill::RouteShare> sources;
    for (const File &file : m_work) {
        JobFile &one = byBlob[file.entry.blobName()];
        one = {file.entry.path, file.entry.size, file.done, FileState::Waiting, 0, file.trouble};
        if (file.done == file.entry.size && !file.body && !file.isWaiting)
            one.state = FileState::Here;
        else if (!file.body && !file.isWaiting)
            one.state = FileState::Failed;
        if (!file.body)
            continue;
        one.state = FileState::Active;
        if (const auto active = std::ranges::find(m_active, file.entry.path, &FileProgress::path);
            active != m_active.end())
            one.bytesPerSecond = active->bytesPerSecond;
        if (!file.insight)
            continue;
        fill::FillLook look = file.insight->look();
        for (const fill::RouteShare &share : look.routes) {
            fill::RouteShare &sum = sources.try_emplace(share.route, fill::RouteShare{share.route}).first->second;
            sum.bytes += share.bytes;
            sum.bytesPerSecond += share.bytesPerSecond;
        }
        const int clients = std::max(look.readers - 1, 0); // we are one of them
        detail.parts.push_back({file.entry.path, file.entry.size, look.connections, clients, std::move(look.parts)});
    }
    for (auto &[route, share] : sources)
        detail.sources.push_back(std::move(share));
    return byBlob;
}

std::optional<Error> JobRun::takeObstacle()
{
    return std::exchange(m_obstacle, std::nullopt);
}

} // namespace mirrorlake::preload
