#include "adopt/hubcache.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace mirrorlake::adopt {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostRef = 256; ///< bytes of a file under refs/

/// "models--org--name" as a repo.
std::optional<RepoKey> repoOf(const std::string &folder)
{
    constexpr std::string_view parting = "--";
    constexpr std::array types{RepoType::Model, RepoType::Dataset, RepoType::Space, RepoType::Kernel};
    const std::size_t at = folder.find(parting);
    if (at == std::string::npos)
        return std::nullopt;
    const auto type = std::ranges::find(types, std::string_view(folder).substr(0, at), apiNameOf);
    std::string id = folder.substr(at + parting.size());
    if (const std::size_t slash = id.find(parting); slash != std::string::npos)
        id.replace(slash, parting.size(), "/");
    auto parsed = RepoId::parse(id);
    if (type == types.end() || !parsed)
        return std::nullopt;
    return RepoKey{*type, std::move(*parsed)};
}

std::vector<fs::path> entriesOf(const fs::path &folder)
{
    std::vector<fs::path> entries;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
        entries.push_back(entry->path());
    std::ranges::sort(entries);
    return entries;
}

/// Every file below, links too; links to folders are not followed.
std::vector<fs::path> filesBelow(const fs::path &folder)
{
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        std::error_code ignored;
        if (entry->is_symlink(ignored) || entry->is_regular_file(ignored))
            files.push_back(entry->path());
    }
    std::ranges::sort(files);
    return files;
}

std::int64_t changedAt(const fs::path &file)
{
    struct stat facts = {};
    return ::stat(file.c_str(), &facts) == 0 ? facts.st_mtim.tv_sec : 0;
}

std::string firstWordOf(const fs::path &file)
{
    std::string word(mostRef, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(word.data(), mostRef);
    word.resize(static_cast<std::size_t>(in.gcount()));
    return word.substr(0, word.find_first_of(" \r\n"));
}

void readRepo(const RepoKey &repo, const fs::path &folder, HubCache &cache)
{
    for (const fs::path &snapshot : entriesOf(folder / "snapshots")) {
        auto commit = CommitSha::parse(snapshot.filename().string());
        std::error_code ignored;
        if (commit && fs::is_directory(snapshot, ignored))
            cache.snapshots.push_back({repo, std::move(*commit), snapshot});
    }
    const fs::path refs = folder / "refs";
    for (const fs::path &ref : filesBelow(refs)) {
        auto revision = Revision::parse(ref.lexically_relative(refs).generic_string());
        auto commit = CommitSha::parse(firstWordOf(ref));
        if (revision && commit)
            cache.refs.push_back({repo, std::move(*revision), std::move(*commit), changedAt(ref)});
    }
}

/// The blob of its own repo that a link of a snapshot leads to.
std::optional<BlobHash> blobOf(const fs::path &link, const fs::path &blobs)
{
    std::error_code failure;
    const fs::path target = fs::read_symlink(link, failure);
    if (failure || (link.parent_path() / target).lexically_normal().parent_path() != blobs)
        return std::nullopt;
    const auto hash = BlobHash::parse(target.filename().string());
    return hash ? std::optional(*hash) : std::nullopt;
}

} // namespace

std::optional<HubCache> readHubCache(const fs::path &folder)
{
    std::error_code ignored;
    const fs::path whole = fs::canonical(folder, ignored);
    HubCache cache;
    if (const auto repo = repoOf(whole.filename().string())) {
        readRepo(*repo, whole, cache);
    } else {
        const bool hasHub = fs::is_directory(whole / "hub", ignored);
        for (const fs::path &entry : entriesOf(hasHub ? whole / "hub" : whole)) {
            if (const auto found = repoOf(entry.filename().string()))
                readRepo(*found, entry, cache);
        }
    }
    return cache.snapshots.empty() ? std::nullopt : std::optional(std::move(cache));
}

std::vector<Found> namedFiles(const Snapshot &snapshot)
{
    const fs::path blobs = snapshot.folder.parent_path().parent_path() / "blobs";
    std::vector<Found> found;
    for (const fs::path &file : filesBelow(snapshot.folder)) {
        const auto path = RepoPath::parse(file.lexically_relative(snapshot.folder).generic_string());
        const auto blob = blobOf(file, blobs);
        const std::int64_t size = sizeOf(file);
        if (!path || !blob || size < 0)
            continue;
        catalog::TreeEntry entry;
        entry.path = path->text();
        entry.size = size;
        (blob->kind() == BlobHash::Kind::Sha256 ? entry.lfsSha256 : entry.oid) = blob->text();
        found.push_back({std::move(entry), file});
    }
    return found;
}

} // namespace mirrorlake::adopt
