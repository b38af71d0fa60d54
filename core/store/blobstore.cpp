#include "store/blobstore.h"

#include "base/log.h"
#include "store/adoption.h"
#include "store/blobdigest.h"
#include "store/descriptorcache.h"
#include "store/partialblobimpl.h"
#include "store/setaside.h"
#include "store/storeparts.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <mutex>
#include <system_error>

namespace mirrorlake::store {

namespace {

enum class Condition
{
    Intact,
    OtherSize,
    Damaged,
    Gone
};

/// What fstat says of a published file.
Condition conditionOf(int descriptor, const BlobHash &hash, std::optional<std::int64_t> expectedSize, bool keepsStamps)
{
    struct stat facts = {};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_nlink == 0)
        return Condition::Gone;
    const bool isExpectedSize = !expectedSize || facts.st_size == *expectedSize;
    if (keepsStamps && !hasStamp(facts, hash))
        return Condition::Damaged;
    if (isExpectedSize)
        return Condition::Intact;
    // With its stamp the file is as it was published: then it is the expectation that is wrong.
    return keepsStamps ? Condition::OtherSize : Condition::Damaged;
}

Result<std::string> nameOf(Disk &disk, int descriptor, BlobHash::Kind kind, std::int64_t size)
{
    constexpr std::int64_t step = 256 * 1024;
    std::vector<char> buffer(step);
    BlobDigest digest(kind, size);
    for (std::int64_t at = 0;;) {
        const Result<std::size_t> count = disk.read(descriptor, at, buffer);
        if (!count)
            return fail(count.error());
        digest.update(std::span(buffer).first(*count));
        at += static_cast<std::int64_t>(*count);
        if (*count < buffer.size())
            return digest.finish();
    }
}

} // namespace

StoredBlob::~StoredBlob()
{
    ::close(m_descriptor);
}

std::optional<Error> StoredBlob::failure() const
{
    if (!m_isDamaged)
        return std::nullopt;
    return Error{ErrorCode::HashMismatch, "the blob was found damaged while it was read", 0};
}

class BlobStore::Impl
{
public:
    Impl(std::shared_ptr<StoreParts> storeParts, std::size_t openFiles)
        : parts(std::move(storeParts)), trash(parts->layout, parts->disk), cache(openFiles)
    {}

    /// The file of a complete blob, out of the trash if it lies there.
    Descriptor openBlob(const BlobHash &hash)
    {
        const std::filesystem::path path = parts->layout.blob(hash);
        constexpr int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
        Descriptor file(::open(path.c_str(), flags));
        if (file.isOpen() || !trash.giveBack(hash).value_or(false))
            return file;
        log::info("store", "blob {} is wanted again and comes back from the trash", hash.text());
        return Descriptor(::open(path.c_str(), flags));
    }

    void putAside(const BlobHash &hash, std::int64_t expectedSize, std::string_view reason)
    {
        cache.condemn(hash);
        log::warning("store", "blob {} is set aside: {}", hash.text(), reason);
        const std::lock_guard lock(asideMutex);
        if (const Result<void> moved = setAside(*parts, hash, expectedSize); !moved)
            log::warning("store", "blob {} stays where it is: {}", hash.text(), moved.error().message);
    }

    std::shared_ptr<StoreParts> parts;
    Trash trash;
    DescriptorCache cache;
    std::mutex asideMutex;
};

BlobStore::BlobStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
BlobStore::~BlobStore() = default;

Result<std::unique_ptr<BlobStore>> BlobStore::open(StoreOptions options)
{
    const std::shared_ptr<Disk> disk = options.disk ? options.disk : std::make_shared<Disk>();
    const Layout layout(options.folder);
    if (const Result<void> prepared = layout.prepare(); !prepared)
        return fail(prepared.error());
    std::shared_ptr<StoreParts> parts(
        new StoreParts{layout, disk, Space(disk, layout.root(), options.keepFree), keepsStamps(*disk, layout)});
    return std::unique_ptr<BlobStore>(new BlobStore(std::make_unique<Impl>(std::move(parts), options.openFiles)));
}

std::shared_ptr<StoredBlob> BlobStore::find(const BlobHash &hash, std::int64_t expectedSize) const
{
    const bool keepsStamps = m_impl->parts->keepsStamps;
    std::shared_ptr<StoredBlob> blob = m_impl->cache.find(hash);
    const bool wasCached = blob != nullptr;
    if (!wasCached) {
        Descriptor file = m_impl->openBlob(hash);
        if (!file.isOpen())
            return nullptr;
        blob = std::make_shared<StoredBlob>(file.release(), expectedSize);
    }
    switch (conditionOf(blob->descriptor(), hash, expectedSize, keepsStamps)) {
    case Condition::Intact:
        if (!wasCached)
            m_impl->cache.put(hash, blob);
        return blob;
    case Condition::OtherSize:
        return nullptr;
    case Condition::Gone:
        m_impl->cache.drop(hash);
        return nullptr;
    case Condition::Damaged:
        m_impl->putAside(hash, expectedSize, "it was changed after it was complete");
        return nullptr;
    }
    return nullptr;
}

Result<Verdict> BlobStore::verify(const BlobHash &hash) const
{
    const Descriptor file(
        ::open(m_impl->parts->layout.blob(hash).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    struct stat facts = {};
    if (!file.isOpen() || ::fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return Verdict::NotHere;
    const Result<std::string> name = nameOf(*m_impl->parts->disk, file.number(), hash.kind(), facts.st_size);
    if (name && *name == hash.text()) {
        if (m_impl->parts->keepsStamps && !hasStamp(facts, hash))
            static_cast<void>(setStamp(file.number(), hash, facts.st_size));
        return Verdict::Right;
    }
    if (!name && name.error().code != ErrorCode::Io)
        return fail(name.error());
    m_impl->putAside(hash, facts.st_size, name ? "its bytes do not have its hash" : "it cannot be read");
    return Verdict::SetAside;
}

Result<std::unique_ptr<PartialBlob>> BlobStore::openPartial(const BlobHash &hash, std::int64_t size)
{
    auto impl = PartialBlob::Impl::open(m_impl->parts, hash, size);
    if (!impl)
        return fail(impl.error());
    return std::unique_ptr<PartialBlob>(new PartialBlob(std::move(*impl)));
}

Result<Adopted> BlobStore::adopt(const std::filesystem::path &file, const BlobHash &hash, const AdoptionWatch &watch)
{
    const Descriptor source(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat facts = {};
    if (!source.isOpen())
        return fail(ErrorCode::Io, "it cannot be read: " + std::generic_category().message(errno));
    if (::fstat(source.number(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return fail(ErrorCode::EntryNotFound, "it is no file");
    if (facts.st_size == 0)
        return BlobDigest(hash.kind(), 0).finish() == hash.text() ? Adopted::AlreadyHere : Adopted::OtherBytes;
    if (find(hash, facts.st_size))
        return Adopted::AlreadyHere;
    return store::adopt(*m_impl->parts, hash, source, facts.st_size, watch);
}

Result<bool> BlobStore::remove(const BlobHash &hash)
{
    m_impl->cache.drop(hash);
    ::unlink(m_impl->parts->layout.pieces(hash).c_str());
    if (::unlink(m_impl->parts->layout.blob(hash).c_str()) == 0)
        return true;
    if (errno == ENOENT)
        return false;
    return fail(errorFromErrno(errno, "cannot delete a blob"));
}

std::vector<BlobHash> BlobStore::inUse() const
{
    return m_impl->cache.held();
}

Trash &BlobStore::trash()
{
    return m_impl->trash;
}

Result<bool> BlobStore::moveToTrash(const BlobHash &hash, std::int64_t now)
{
    auto moved = m_impl->trash.take(hash, now);
    m_impl->cache.drop(hash);
    return moved;
}

void BlobStore::eachStored(const StoredVisitor &visit) const
{
    std::error_code refusal;
    const std::filesystem::path blobs = m_impl->parts->layout.root() / "blobs";
    for (std::filesystem::recursive_directory_iterator entry(blobs, refusal), end; !refusal && entry != end;
         entry.increment(refusal)) {
        const Result<BlobHash> hash = BlobHash::parse(entry->path().filename().string());
        struct stat facts = {};
        if (!hash || ::lstat(entry->path().c_str(), &facts) != 0 || !S_ISREG(facts.st_mode))
            continue;
        if (!visit(*hash, facts.st_size, facts.st_mtim.tv_sec))
            return;
    }
}

std::vector<PartialFacts> BlobStore::partials() const
{
    std::vector<PartialFacts> found;
    std::error_code refusal;
    for (std::filesystem::directory_iterator entry(m_impl->parts->layout.partialFolder(), refusal), end;
         !refusal && entry != end; entry.increment(refusal)) {
        const Result<BlobHash> hash = BlobHash::parse(entry->path().filename().string());
        struct stat facts = {};
        if (!hash || ::lstat(entry->path().c_str(), &facts) != 0 || !S_ISREG(facts.st_mode))
            continue;
        const auto header = readJournalHeader(*m_impl->parts->disk, m_impl->parts->layout.journal(*hash));
        found.push_back(
            {*hash, header ? header->size : 0, static_cast<std::int64_t>(facts.st_blocks) * 512, facts.st_mtim.tv_sec});
    }
    return found;
}

std::int64_t BlobStore::received(const BlobHash &hash) const
{
    return bytesNoted(*m_impl->parts->disk, m_impl->parts->layout.journal(hash));
}

bool BlobStore::isUnfinished(const BlobHash &hash) const
{
    std::error_code ignored;
    return std::filesystem::exists(m_impl->parts->layout.partial(hash), ignored);
}

void BlobStore::discardPartial(const BlobHash &hash)
{
    ::unlink(m_impl->parts->layout.partial(hash).c_str());
    ::unlink(m_impl->parts->layout.journal(hash).c_str());
}

Bytes BlobStore::freeSpace() const
{
    const Result<std::int64_t> available = m_impl->parts->space.available();
    return {available.value_or(0)};
}

std::filesystem::path BlobStore::pathOf(const BlobHash &hash) const
{
    return m_impl->parts->layout.blob(hash);
}

} // namespace mirrorlake::store
