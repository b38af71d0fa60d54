#include "relocate/foldercopy.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace mirrorlake::relocate {

namespace {

constexpr std::size_t pieceBytes = 1024 * 1024;
constexpr std::int64_t sectorBytes = 512; ///< what st_blocks counts

struct FreeState
{
    void operator()(XXH3_state_t *state) const { XXH3_freeState(state); }
};

/// XXH3 of a file's bytes, 128 bits.
class Hash
{
public:
    Hash() : m_state(XXH3_createState()) { XXH3_128bits_reset(m_state.get()); }
    void add(std::span<const char> bytes) { XXH3_128bits_update(m_state.get(), bytes.data(), bytes.size()); }
    std::array<std::uint64_t, 2> digest() const
    {
        const XXH128_hash_t hash = XXH3_128bits_digest(m_state.get());
        return {hash.low64, hash.high64};
    }

private:
    std::unique_ptr<XXH3_state_t, FreeState> m_state;
};

bool isZero(std::span<const char> bytes)
{
    return std::ranges::all_of(bytes, [](char byte) { return byte == 0; });
}

Result<store::Descriptor> openForReading(const std::filesystem::path &path)
{
    store::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.isOpen())
        return fail(errorFromErrno(errno, "a file cannot be read"));
    return file;
}

/// Rights and times as those of the other, so that a copy is known by them too.
Result<void> dress(int descriptor, const struct stat &as)
{
    const std::array times{as.st_atim, as.st_mtim};
    if (::ftruncate(descriptor, as.st_size) != 0 || ::fchmod(descriptor, as.st_mode & 07777) != 0 ||
        ::futimens(descriptor, times.data()) != 0)
        return fail(errorFromErrno(errno, "a file cannot be written"));
    return {};
}

} // namespace

FolderCopy::FolderCopy(std::filesystem::path from, std::filesystem::path to, store::Disk &disk, const MoveWatch &watch)
    : m_from(std::move(from)), m_to(std::move(to)), m_disk(disk), m_watch(watch), m_buffer(pieceBytes)
{}

FolderCopy::~FolderCopy()
{
    if (m_isKept)
        return;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(m_to, ignored))
        std::filesystem::remove_all(entry.path(), ignored);
}

Result<void> FolderCopy::count()
{
    enter(MoveProgress::Phase::Counting);
    std::error_code failure;
    for (auto entry = std::filesystem::recursive_directory_iterator(m_from, failure);
         !failure && entry != std::filesystem::recursive_directory_iterator(); entry.increment(failure)) {
        if (auto added = add(*entry); !added)
            return added;
    }
    return failure ? fail(errorFromErrno(failure.value(), "the folder cannot be read")) : Result<void>();
}

Result<void> FolderCopy::add(const std::filesystem::directory_entry &entry)
{
    struct stat facts = {};
    if (::lstat(entry.path().c_str(), &facts) != 0)
        return fail(errorFromErrno(errno, "a file cannot be read"));
    std::string path = entry.path().lexically_relative(m_from).string();
    if (S_ISDIR(facts.st_mode)) {
        m_folders.push_back(std::move(path));
    } else if (S_ISLNK(facts.st_mode)) {
        std::error_code ignored;
        m_links.emplace_back(std::move(path), std::filesystem::read_symlink(entry.path(), ignored));
    } else if (S_ISREG(facts.st_mode)) {
        m_files.push_back({std::move(path), facts.st_size});
        m_bytesOnDisk += facts.st_blocks * sectorBytes;
        m_progress.allBytes += facts.st_size;
    }
    return advance(0);
}

Result<void> FolderCopy::copy()
{
    enter(MoveProgress::Phase::Copying);
    std::error_code failure;
    for (const std::string &folder : m_folders) {
        std::filesystem::create_directory(m_to / folder, m_from / folder, failure);
        if (failure)
            return fail(errorFromErrno(failure.value(), "a folder cannot be made"));
    }
    for (File &file : m_files) {
        const auto digest = copyFile(file);
        if (!digest)
            return fail(digest.error());
        file.digest = *digest;
    }
    for (const auto &[path, target] : m_links) {
        std::filesystem::create_symlink(target, m_to / path, failure);
        if (failure)
            return fail(errorFromErrno(failure.value(), "a link cannot be made"));
    }
    for (const std::string &folder : m_folders) {
        if (auto synced = m_disk.syncFolder(m_to / folder); !synced)
            return synced;
    }
    return m_disk.syncFolder(m_to);
}

template<typename Take>
Result<void> FolderCopy::readAll(const store::Descriptor &file, std::int64_t size, Take take)
{
    for (std::int64_t offset = 0; offset < size;) {
        const auto wanted = std::min<std::int64_t>(size - offset, pieceBytes);
        const auto count =
            m_disk.read(file.number(), offset, std::span(m_buffer).first(static_cast<std::size_t>(wanted)));
        if (!count)
            return fail(count.error());
        if (*count == 0)
            return fail(ErrorCode::HashMismatch, "a file became shorter while it was copied");
        if (auto taken = take(offset, std::span<const char>(m_buffer).first(*count)); !taken)
            return taken;
        offset += static_cast<std::int64_t>(*count);
        if (auto advanced = advance(static_cast<std::int64_t>(*count)); !advanced)
            return advanced;
    }
    return {};
}

Result<FolderCopy::Digest> FolderCopy::copyFile(const File &file)
{
    const auto source = openForReading(m_from / file.path);
    if (!source)
        return fail(source.error());
    struct stat facts = {};
    if (::fstat(source->number(), &facts) != 0)
        return fail(errorFromErrno(errno, "a file cannot be read"));
    const auto target = m_disk.openForWriting(m_to / file.path);
    if (!target)
        return fail(target.error());
    Hash hash;
    // What is missing of a file on its way is a hole, and stays one.
    auto done = readAll(*source, file.size, [&](std::int64_t offset, std::span<const char> bytes) {
        hash.add(bytes);
        return isZero(bytes) ? Result<void>() : m_disk.write(target->number(), offset, bytes);
    });
    if (done)
        done = dress(target->number(), facts);
    if (done)
        done = m_disk.sync(target->number());
    if (!done)
        return fail(done.error());
    ::posix_fadvise(target->number(), 0, 0, POSIX_FADV_DONTNEED); // so that comparing reads the disk
    return hash.digest();
}

Result<void> FolderCopy::compare()
{
    enter(MoveProgress::Phase::Comparing);
    for (const File &file : m_files) {
        const auto digest = digestOf(file);
        if (!digest)
            return fail(digest.error());
        if (*digest != file.digest)
            return fail(ErrorCode::HashMismatch, "the new disk gave other bytes back than were written to it");
    }
    return {};
}

Result<FolderCopy::Digest> FolderCopy::digestOf(const File &file)
{
    const auto copied = openForReading(m_to / file.path);
    if (!copied)
        return fail(copied.error());
    Hash hash;
    const auto done = readAll(*copied, file.size, [&](std::int64_t, std::span<const char> bytes) {
        hash.add(bytes);
        return Result<void>();
    });
    if (!done)
        return fail(done.error());
    return hash.digest();
}

Result<void> FolderCopy::advance(std::int64_t bytes)
{
    m_progress.bytes += bytes;
    return m_watch(m_progress) ? Result<void>() : fail(ErrorCode::Cancelled, "the move was stopped");
}

void FolderCopy::enter(MoveProgress::Phase phase)
{
    m_progress.phase = phase;
    m_progress.bytes = 0;
}

} // namespace mirrorlake::relocate
