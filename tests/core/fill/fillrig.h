// What a test of the filler stands on: a store in a temporary folder, a scripted hub, and readers that wait like a
// server does.
#pragma once

#include "core/fill/scriptedhub.h"
#include "fill/filler.h"
#include "store/disk.h"

#include <QTemporaryDir>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace mirrorlake::test {

constexpr std::int64_t mib = 1024 * 1024;

/// A disk whose space and health a test decides.
class FickleDisk final : public store::Disk
{
public:
    Result<store::Descriptor> openForWriting(const std::filesystem::path &path) override;
    Result<void> write(int descriptor, std::int64_t offset, std::span<const char> bytes) override;
    Result<bool> allocate(int descriptor, std::int64_t size) override;
    Result<void> rename(const std::filesystem::path &from, const std::filesystem::path &to) override;
    Result<store::DiskUsage> usage(const std::filesystem::path &folder) override;

    std::atomic<std::int64_t> freeBytes{std::int64_t(1) << 50};
    std::atomic<bool> refusesWrites{false};
    std::atomic<bool> refusesRenames{false};
};

class CountingObserver final : public fill::FillObserver
{
public:
    void received(std::int64_t bytes) override { receivedBytes += bytes; }
    void completed(const upstream::FileSource &) override;
    void failed(const upstream::FileSource &, const Error &error) override;
    bool waitForCompleted(int count) const;
    bool waitForFailed(int count) const;
    Error lastError() const;

    std::atomic<std::int64_t> receivedBytes{0};

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    int m_completed = 0;
    int m_failed = 0;
    Error m_lastError;
};

/// Reads [range) of a body as it grows. What came before a failure is kept.
struct ReadResult
{
    std::string bytes;
    std::optional<Error> failure;
    bool isTimedOut = false;
};
ReadResult readFrom(FileBody &body, ByteRange range);
/// Waits until the byte can be read or never will; false after the test's patience.
bool waitReadable(FileBody &body, std::int64_t from);
/// Waits until the condition holds; false after the test's patience.
bool eventually(const std::function<bool()> &condition);

class FillRig
{
public:
    explicit FillRig(fill::FillOptions options = quickOptions());
    ~FillRig();

    /// A new filler and store on the same folder, as after a restart.
    void restart();
    void stop() { m_filler.reset(); }
    static fill::FillOptions quickOptions();

    fill::Joined join(const upstream::FileSource &source, std::optional<ByteRange> want = std::nullopt,
                      const std::string &who = "10.0.0.1");
    fill::Filler &filler() { return *m_filler; }
    store::BlobStore &store() { return *m_store; }
    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    ScriptedHub hub;
    CountingObserver observer;
    std::shared_ptr<FickleDisk> disk = std::make_shared<FickleDisk>();

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    const fill::FillOptions m_options;
    std::unique_ptr<store::BlobStore> m_store;
    std::unique_ptr<fill::Filler> m_filler;
};

} // namespace mirrorlake::test
