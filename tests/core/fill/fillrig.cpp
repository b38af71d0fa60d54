#include "core/fill/fillrig.h"

#include <unistd.h>

#include <chrono>
#include <future>
#include <thread>

namespace mirrorlake::test {

namespace {

constexpr std::chrono::seconds patience{30};

} // namespace

Result<store::Descriptor> FickleDisk::openForWriting(const std::filesystem::path &path)
{
    if (refusesWrites)
        return fail(ErrorCode::ReadOnly, "the disk can only be read");
    return Disk::openForWriting(path);
}

Result<void> FickleDisk::write(int descriptor, std::int64_t offset, std::span<const char> bytes)
{
    if (refusesWrites)
        return fail(ErrorCode::Io, "the disk is broken");
    return Disk::write(descriptor, offset, bytes);
}

Result<bool> FickleDisk::allocate(int descriptor, std::int64_t size)
{
    if (refusesWrites)
        return fail(ErrorCode::Io, "the disk is broken");
    return Disk::allocate(descriptor, size);
}

Result<void> FickleDisk::rename(const std::filesystem::path &from, const std::filesystem::path &to)
{
    if (refusesRenames)
        return fail(ErrorCode::ReadOnly, "the disk can only be read");
    return Disk::rename(from, to);
}

Result<store::DiskUsage> FickleDisk::usage(const std::filesystem::path &)
{
    return store::DiskUsage{freeBytes, std::int64_t(1) << 51};
}

void CountingObserver::completed(const upstream::FileSource &)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_completed;
    }
    m_changed.notify_all();
}

void CountingObserver::failed(const upstream::FileSource &, const Error &error)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_failed;
        m_lastError = error;
    }
    m_changed.notify_all();
}

bool CountingObserver::waitForCompleted(int count) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return m_completed >= count; });
}

bool CountingObserver::waitForFailed(int count) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return m_failed >= count; });
}

Error CountingObserver::lastError() const
{
    const std::lock_guard lock(m_mutex);
    return m_lastError;
}

bool waitReadable(FileBody &body, std::int64_t from)
{
    const auto woken = std::make_shared<std::promise<void>>();
    std::future<void> future = woken->get_future();
    body.whenReadable(from, [woken] { woken->set_value(); });
    return future.wait_for(patience) == std::future_status::ready;
}

ReadResult readFrom(FileBody &body, ByteRange range)
{
    ReadResult result;
    for (std::int64_t at = range.begin; at < range.end;) {
        result.failure = body.failure();
        if (result.failure)
            return result;
        const std::int64_t end = std::min(range.end, body.readableEnd(at));
        if (end == at) {
            result.isTimedOut = !waitReadable(body, at);
            if (result.isTimedOut)
                return result;
            continue;
        }
        std::string part(static_cast<std::size_t>(end - at), '\0');
        const ssize_t count = ::pread(body.descriptor(), part.data(), part.size(), at);
        if (count <= 0) {
            result.failure = Error{ErrorCode::Io, "nothing can be read where bytes were promised"};
            return result;
        }
        result.bytes.append(part, 0, static_cast<std::size_t>(count));
        at += count;
    }
    return result;
}

bool eventually(const std::function<bool()> &condition)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

fill::FillOptions FillRig::quickOptions()
{
    fill::FillOptions options;
    options.diskRetry = std::chrono::milliseconds(5);
    options.lonelyGrace = std::chrono::milliseconds(0);
    options.slowAfter = std::chrono::hours(1); // so that bytes can be counted on a machine that is busy
    return options;
}

FillRig::FillRig(fill::FillOptions options) : m_options(options)
{
    restart();
}

FillRig::~FillRig()
{
    m_filler.reset();
}

void FillRig::restart()
{
    m_filler.reset();
    m_store.reset();
    m_store =
        std::move(*store::BlobStore::open({.folder = folder() / "store", .keepFree = mebibytes(1), .disk = disk}));
    m_filler = std::make_unique<fill::Filler>(m_options, *m_store, hub, m_clock, observer);
}

fill::Joined FillRig::join(const upstream::FileSource &source, std::optional<ByteRange> want, const std::string &who)
{
    return m_filler->join(source, want.value_or(ByteRange{0, source.size}), {who, "client/1.0", ""});
}

} // namespace mirrorlake::test
