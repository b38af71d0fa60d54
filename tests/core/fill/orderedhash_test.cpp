#include "core/fill/scriptedhub.h"
#include "fill/orderedhash.h"
#include "fill/piecehash.h"
#include "store/blobstore.h"

#include <QTemporaryDir>
#include <QTest>

#include <xxhash.h>

using namespace mirrorlake;
using namespace mirrorlake::test;

class OrderedHashTest : public QObject
{
    Q_OBJECT

private slots:
    void bytesInHandAndReadBackGiveTheSameName();
    void gitNamesCountThePrefix();
    void piecesAreHashedAcrossWrites();
    void pieceWhoseBeginWasNotSeenHasNoHash();
};

void OrderedHashTest::bytesInHandAndReadBackGiveTheSameName()
{
    const QTemporaryDir folder;
    const auto store = std::move(*store::BlobStore::open({.folder = folder.path().toStdString()}));
    const std::string content = contentOf(3'000'000, 1);
    const auto blob = std::move(*store->openPartial(sha256Of(content), static_cast<std::int64_t>(content.size())));
    QVERIFY(blob->write(0, content));
    fill::OrderedHash hash(BlobHash::Kind::Sha256, blob->size());
    hash.offer(0, std::span(content).first(100'000));
    hash.offer(500'000, std::span(content).subspan(500'000, 1000)); // not at the frontier
    QCOMPARE(hash.frontier(), std::int64_t(100'000));
    QVERIFY(!hash.finish());
    QVERIFY(hash.readUpTo(2'000'000, *blob));
    hash.offer(2'000'000, std::span(content).subspan(2'000'000));
    QCOMPARE(*hash.finish(), sha256Of(content).text());
    QVERIFY(!hash.finish());
    hash.reset();
    QVERIFY(hash.readUpTo(blob->size(), *blob));
    QCOMPARE(*hash.finish(), sha256Of(content).text());
}

void OrderedHashTest::gitNamesCountThePrefix()
{
    // The name that git itself gives to "hello\n".
    QCOMPARE(gitSha1Of("hello\n").text(), std::string("ce013625030ba8dba906f756967f9e9ca394464a"));
    QCOMPARE(gitSha1Of("").text(), std::string("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"));
    QCOMPARE(sha256Of("").text(), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

void OrderedHashTest::piecesAreHashedAcrossWrites()
{
    constexpr std::size_t piece = 1024 * 1024;
    const std::string content = contentOf(2 * piece + 77, 2);
    fill::PieceHash hash(0, static_cast<std::int64_t>(content.size()));
    std::vector<fill::HashedPiece> found;
    for (std::size_t at = 0; at < content.size(); at += 100'003) {
        const auto part = std::span(content).subspan(at, std::min<std::size_t>(100'003, content.size() - at));
        for (const fill::HashedPiece &one : hash.add(part))
            found.push_back(one);
    }
    QCOMPARE(found.size(), std::size_t(3));
    QCOMPARE(found[1].xxh3, XXH3_64bits(content.data() + piece, piece));
    QCOMPARE(found[2].xxh3, XXH3_64bits(content.data() + 2 * piece, 77));
    QCOMPARE(found[2].piece, (ByteRange{2 * piece, 2 * piece + 77}));
}

void OrderedHashTest::pieceWhoseBeginWasNotSeenHasNoHash()
{
    constexpr std::size_t piece = 1024 * 1024;
    const std::string content = contentOf(2 * piece, 3);
    fill::PieceHash hash(5, static_cast<std::int64_t>(content.size()));
    QCOMPARE(hash.hashedFrom(), static_cast<std::int64_t>(piece));
    const auto found = hash.add(std::span(content).subspan(5));
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].xxh3, XXH3_64bits(content.data() + piece, piece));
}

QTEST_GUILESS_MAIN(OrderedHashTest)
#include "orderedhash_test.moc"
