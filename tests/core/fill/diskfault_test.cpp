// The same fill again and again, each time with the next operation of the disk failing once: it always ends right.
#include "core/fill/fillrig.h"

#include <QTest>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

/// Fails the n-th operation, once.
class FaultyDisk final : public store::Disk
{
public:
    explicit FaultyDisk(ErrorCode code) : m_code(code) {}

    void failAt(int operation) { m_left = operation; }
    bool hasFailed() const { return m_left <= 0; }

    Result<store::Descriptor> openForWriting(const std::filesystem::path &path) override
    {
        return isDue() ? refuse() : Disk::openForWriting(path);
    }
    Result<void> write(int descriptor, std::int64_t offset, std::span<const char> bytes) override
    {
        return isDue() ? refuse() : Disk::write(descriptor, offset, bytes);
    }
    Result<std::size_t> read(int descriptor, std::int64_t offset, std::span<char> bytes) override
    {
        return isDue() ? refuse() : Disk::read(descriptor, offset, bytes);
    }
    Result<bool> allocate(int descriptor, std::int64_t size) override
    {
        return isDue() ? refuse() : Disk::allocate(descriptor, size);
    }
    Result<void> sync(int descriptor) override { return isDue() ? refuse() : Disk::sync(descriptor); }
    Result<void> rename(const std::filesystem::path &from, const std::filesystem::path &to) override
    {
        return isDue() ? refuse() : Disk::rename(from, to);
    }
    Result<void> syncFolder(const std::filesystem::path &folder) override
    {
        return isDue() ? refuse() : Disk::syncFolder(folder);
    }
    Result<store::DiskUsage> usage(const std::filesystem::path &folder) override
    {
        if (isDue())
            return refuse();
        return Disk::usage(folder);
    }

private:
    bool isDue() { return --m_left == 0; }
    tl::unexpected<Error> refuse() const { return fail(m_code, "this operation fails"); }

    const ErrorCode m_code;
    std::atomic<int> m_left{1 << 30};
};

} // namespace

class DiskFaultTest : public QObject
{
    Q_OBJECT

private slots:
    void eachFailingOperationIsSurvived_data();
    void eachFailingOperationIsSurvived();
};

void DiskFaultTest::eachFailingOperationIsSurvived_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("io") << static_cast<int>(ErrorCode::Io);
    QTest::newRow("no space") << static_cast<int>(ErrorCode::NoSpace);
}

void DiskFaultTest::eachFailingOperationIsSurvived()
{
    QFETCH(int, code);
    const std::string content = contentOf(2 * mib + 300'000, 70);
    const std::string small = contentOf(5000, 71);
    bool hasFailed = true;
    for (int operation = 1; hasFailed; ++operation) {
        const QTemporaryDir folder;
        const auto disk = std::make_shared<FaultyDisk>(static_cast<ErrorCode>(code));
        const auto store = std::move(
            *store::BlobStore::open({.folder = folder.path().toStdString(), .keepFree = mebibytes(1), .disk = disk}));
        disk->failAt(operation);
        ScriptedHub hub;
        const SystemClock clock;
        CountingObserver observer;
        fill::Filler filler(FillRig::quickOptions(), *store, hub, clock, observer);
        const auto source = hub.put(content);
        const auto smallSource = hub.put(small);
        const fill::Joined joined = filler.join(source, {0, source.size}, {});
        const fill::Joined smallJoined = filler.join(smallSource, {0, smallSource.size}, {});
        QVERIFY(readFrom(*joined.body, {0, source.size}).bytes == content);
        QVERIFY(readFrom(*smallJoined.body, {0, smallSource.size}).bytes == small);
        QVERIFY(observer.waitForCompleted(2));
        QVERIFY(store->find(source.blob, source.size) != nullptr);
        QVERIFY(store->find(smallSource.blob, smallSource.size) != nullptr);
        hasFailed = disk->hasFailed();
    }
}

QTEST_GUILESS_MAIN(DiskFaultTest)
#include "diskfault_test.moc"
