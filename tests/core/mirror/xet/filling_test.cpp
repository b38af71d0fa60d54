// Xet clients of a file that is still on its way: they stream, share one transfer, and never end with a wrong file
// (promise 4; client-findings §2.2: they check nothing themselves). And a file above 50 GB.
#include "core/mirror/xet/xetclient.h"

#include "store/storeparts.h"
#include "xet/layout.h"
#include "xet/names.h"

#include <QtTest/QtTest>

#include <fcntl.h>
#include <unistd.h>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;

namespace {

const auto big = generatedContent(7, 20'000'001); // three xorbs
constexpr std::int64_t huge = 60LL << 30;
const std::string hugeSha(64, 'e');

std::string hashOf(const std::string &sha256)
{
    return xet::fileHash(*BlobHash::parse(sha256));
}

std::string markOf(std::int64_t xorb)
{
    return "xorb " + std::to_string(xorb);
}

} // namespace

class FillingTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void lastXorbCanBeReadFirst();
    void readersOfBothKindsShareOneTransfer();
    void lastXorbWaitsForTheHash();
    void readerOfWrongBytesIsToldToStartOver();
    void cutTransferIsMended();
    void upstreamThatFailsIsAnErrorNotACut();
    void fileOf60GiBIsReadInItsParts();

private:
    XetClient client()
    {
        XetClient client(*m_mirror);
        client.takeToken("/api/models/org/name/xet-read-token/" + m_sha);
        return client;
    }
    bool putHugeFile(const xet::Layout &layout);
    bool isStored() const { return m_mirror->store().find(*BlobHash::parse(big->sha256()), big->size()) != nullptr; }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void FillingTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    m_sha = m_mirror->hub.world().commit(
        "models/org/name", "main", {{"big.bin", big, true}, {"huge.bin", generatedContent(8, huge, hugeSha), true}});
}

void FillingTest::lastXorbCanBeReadFirst()
{
    XetClient reader = client();
    const auto plan = reader.reconstruction(hashOf(big->sha256()));
    QCOMPARE(plan.parts.size(), std::size_t(3));
    const auto last = XetClient::unpacked(reader.xorb(plan.parts[2]).body);
    QVERIFY(last && *last == bytesOf(big).substr(2 * 64 * 131'072));
}

void FillingTest::readersOfBothKindsShareOneTransfer()
{
    auto gate = m_mirror->hub.knobs().hold("", 0, "cdn");
    auto plain = m_mirror->later("/org/name/resolve/" + m_sha + "/big.bin");
    QVERIFY(gate->waitUntilWaiting(1));
    auto fromXet = std::async(std::launch::async, [this] { return client().download(hashOf(big->sha256())); });
    gate->release();
    QVERIFY(plain.get().body == bytesOf(big));
    QVERIFY(fromXet.get() == bytesOf(big));
    QVERIFY(m_mirror->hub.log().bytesSent("xet-bridge") < 2 * big->size());
}

void FillingTest::lastXorbWaitsForTheHash()
{
    m_mirror->hub.knobs().add({.listener = "cdn", .corruptAt = 1'234'567});
    XetClient reader = client();
    const auto plan = reader.reconstruction(hashOf(big->sha256()));
    QCOMPARE(plan.status, 200);
    const Got last = reader.xorb(plan.parts[2]);
    QVERIFY(!last.isWhole || last.status >= 500);
    QVERIFY(!isStored());
}

void FillingTest::readerOfWrongBytesIsToldToStartOver()
{
    m_mirror->hub.knobs().add({.listener = "cdn", .times = 1, .corruptAt = 1'234'567});
    XetClient reader = client();
    const auto plan = reader.reconstruction(hashOf(big->sha256()));
    const Got first = reader.xorb(plan.parts[0]);
    QVERIFY(first.isWhole); // nothing of it was held back, and it holds the wrong byte
    QTRY_VERIFY_WITH_TIMEOUT(isStored(), 20'000);
    QVERIFY(XetClient::unpacked(first.body) != bytesOf(big).substr(0, 64 * 131'072));
    QCOMPARE(reader.xorb(plan.parts[1]).status, 403);
    QCOMPARE(reader.reconstruction(hashOf(big->sha256())).status, 401);
    QVERIFY(client().download(hashOf(big->sha256())) == bytesOf(big));
}

void FillingTest::cutTransferIsMended()
{
    m_mirror->hub.knobs().add({.listener = "cdn", .times = 1, .cutAfter = 1'000'000});
    QVERIFY(client().download(hashOf(big->sha256())) == bytesOf(big));
}

void FillingTest::upstreamThatFailsIsAnErrorNotACut()
{
    XetClient reader = client();
    const auto plan = reader.reconstruction(hashOf(big->sha256()));
    m_mirror->restart(true);
    QCOMPARE(reader.xorb(plan.parts.at(0)).status, 504);
}

void FillingTest::fileOf60GiBIsReadInItsParts()
{
    const xet::Layout layout(huge);
    const std::int64_t last = layout.xorbCount() - 1;
    const std::int64_t inOneGiB = 18;
    const std::int64_t step = 8; // the begin, the inside and the end of each GiB
    QVERIFY(putHugeFile(layout));
    XetClient reader = client();
    const auto whole = reader.reconstruction(hashOf(hugeSha));
    QCOMPARE(static_cast<std::int64_t>(whole.parts.size()), last + 1);
    QVERIFY(whole.text.size() < 2'000'000);
    for (const std::int64_t first : {std::int64_t(0), last / 2, last - inOneGiB + 1}) {
        for (std::int64_t xorb = first; xorb < first + inOneGiB; xorb += step) {
            const ByteRange range = layout.fileRange(xorb);
            const auto bytes = reader.download(hashOf(hugeSha), "bytes=" + std::to_string(range.begin) + "-" +
                                                                    std::to_string(range.end - 1));
            QVERIFY(bytes && static_cast<std::int64_t>(bytes->size()) == range.length());
            QVERIFY(bytes->starts_with(markOf(xorb)) && bytes->ends_with(markOf(xorb)));
        }
    }
    QCOMPARE(reader.reconstruction(hashOf(hugeSha), "bytes=" + std::to_string(huge) + "-").status, 416);
    QCOMPARE(m_mirror->hub.log().bytesSent("huge"), 0);
}

/// A complete blob of holes, with a mark at both ends of each xorb.
bool FillingTest::putHugeFile(const xet::Layout &layout)
{
    m_mirror->service();
    const BlobHash hash = *BlobHash::parse(hugeSha);
    const std::filesystem::path path = m_mirror->store().pathOf(hash);
    std::filesystem::create_directories(path.parent_path());
    const int file = ::open(path.c_str(), O_CREAT | O_RDWR, 0644);
    bool isRight = file >= 0 && ::ftruncate(file, huge) == 0;
    for (std::int64_t xorb = 0; isRight && xorb < layout.xorbCount(); ++xorb) {
        const std::string mark = markOf(xorb);
        const ByteRange range = layout.fileRange(xorb);
        isRight = ::pwrite(file, mark.data(), mark.size(), range.begin) > 0 &&
                  ::pwrite(file, mark.data(), mark.size(), range.end - static_cast<std::int64_t>(mark.size())) > 0;
    }
    isRight = isRight && store::setStamp(file, hash, huge);
    ::close(file);
    return isRight && m_mirror->store().find(hash, huge);
}

QTEST_GUILESS_MAIN(FillingTest)
#include "filling_test.moc"
