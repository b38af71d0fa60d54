// Blobs as plain files named by their hash (README.md in this folder has the layout). A file under its final name is
// complete and verified: it was hashed, synced and renamed. Everything else lives in partial/ with its journal beside
// it. Thread: any. Opening is cheap (a bounded cache of descriptors); nothing here talks to the network.
#pragma once

#include "base/bytes.h"
#include "base/httpmessage.h"
#include "base/ids.h"
#include "store/adopted.h"
#include "store/trash.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace mirrorlake::store {

class Disk;
class PartialBlob;

/// A complete blob, open for reading. Holding it keeps the bytes readable even if the blob is deleted meanwhile; once
/// it is known to be damaged none of them can be had any more.
class StoredBlob final : public FileBody
{
public:
    StoredBlob(int descriptor, std::int64_t size) : m_descriptor(descriptor), m_size(size) {}
    ~StoredBlob() override;
    StoredBlob(const StoredBlob &) = delete;
    StoredBlob &operator=(const StoredBlob &) = delete;

    std::int64_t size() const { return m_size; }
    int descriptor() const override { return m_descriptor; }
    std::int64_t readableEnd(std::int64_t from) const override { return m_isDamaged ? from : m_size; }
    void whenReadable(std::int64_t, std::function<void()> wake) override { wake(); }
    std::optional<Error> failure() const override;
    /// Whoever sends it ends before the next piece.
    void condemn() { m_isDamaged = true; }

private:
    int m_descriptor;
    std::int64_t m_size;
    std::atomic<bool> m_isDamaged{false};
};

struct StoreOptions
{
    std::filesystem::path folder;    ///< the data folder's "store"
    Bytes keepFree = {};             ///< never crossed by new bytes; 0: 5 % or 10 GB of the disk, whichever is less
    std::size_t openFiles = 512;     ///< descriptors kept open
    std::shared_ptr<Disk> disk = {}; ///< none: the real one
};

/// An unfinished blob that lies in the folder, perhaps of a fill that nobody asks for any more.
struct PartialFacts
{
    BlobHash hash;
    std::int64_t size = 0;      ///< of the whole blob; 0 where it is not known
    std::int64_t taken = 0;     ///< bytes of disk
    std::int64_t changedAt = 0; ///< unix seconds
};

enum class Verdict
{
    Right,
    SetAside,
    NotHere
};

class BlobStore
{
public:
    /// Makes the folders if needed and checks that they can be written. Errors: DataFolderUnusable, NoSpace, ReadOnly.
    static Result<std::unique_ptr<BlobStore>> open(StoreOptions options);
    ~BlobStore();

    /// The complete blob, or nullptr when it is not here. A file that was changed after it was published (by size and
    /// time) is set aside: the next fill reads it back and fetches only what is damaged.
    std::shared_ptr<StoredBlob> find(const BlobHash &hash, std::int64_t expectedSize) const;

    /// Reads a complete blob and compares it with its name; takes as long as the disk needs. A damaged one is set
    /// aside, so that the next fill of it mends only the pieces that are damaged. Errors: Io.
    Result<Verdict> verify(const BlobHash &hash) const;

    /// A place to fill, continuing what an earlier run left. Only one per hash may be open at a time: fill sees to it.
    Result<std::unique_ptr<PartialBlob>> openPartial(const BlobHash &hash, std::int64_t size);

    /// Takes in a file from outside that is said to be this blob: a copy of it, hashed on the way. Takes as long as the
    /// disk needs. For one call at a time. Errors: EntryNotFound (no regular file), NoSpace, ReadOnly, Io, Cancelled.
    Result<Adopted> adopt(const std::filesystem::path &file, const BlobHash &hash, const AdoptionWatch &watch);

    /// Calls visit for each complete blob: name, bytes, and the time it came (unix seconds); reads the folders, and
    /// takes as long as the disk needs. Stops early when visit says false.
    using StoredVisitor = std::function<bool(const BlobHash &hash, std::int64_t size, std::int64_t completedAt)>;
    void eachStored(const StoredVisitor &visit) const;
    /// Blobs that somebody besides this store holds now.
    std::vector<BlobHash> inUse() const;

    /// Where blobs go that may come back; one that lies there is found as if it had never gone.
    Trash &trash();
    /// Moves a complete blob there; readers that hold it go on. False if it was not here.
    Result<bool> moveToTrash(const BlobHash &hash, std::int64_t now);

    /// Removes a complete blob; readers that hold it go on. False if it was not here.
    Result<bool> remove(const BlobHash &hash);

    /// What lies unfinished; reads the folder. Blobs that are being filled are among them.
    std::vector<PartialFacts> partials() const;
    /// How much of an unfinished blob came and is noted; its file has the room of the whole one from the first byte on.
    std::int64_t received(const BlobHash &hash) const;
    /// True if something of the blob lies there, perhaps set aside because it is damaged.
    bool isUnfinished(const BlobHash &hash) const;
    /// Deletes what was left of an unfinished blob. Not for one that is open.
    void discardPartial(const BlobHash &hash);

    Bytes freeSpace() const; ///< bytes that may still be written before the floor
    std::filesystem::path pathOf(const BlobHash &hash) const;

private:
    class Impl;
    explicit BlobStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace mirrorlake::store
