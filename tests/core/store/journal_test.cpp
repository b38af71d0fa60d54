#include "store/journal.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

using namespace mirrorlake;
using namespace mirrorlake::store;

namespace {

constexpr std::int64_t mib = 1024 * 1024;

JournalHeader headerFor(std::int64_t size)
{
    return {*BlobHash::parse(std::string(64, 'a')), size, mib};
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT

private slots:
    void headerComesBackAsItWas();
    void damagedHeaderIsNone();
    void recordsComeBackAsTheyWere();
    void everyTornTailEndsTheJournalBeforeIt();
    void flippedBitEndsTheJournalThere();
    void laterRecordWins();
    void whatIsNotedCanBeCounted();
    void journalOfAnotherBlobIsBegunAnew();
    void randomBytesAreNoJournal();
};

void JournalTest::headerComesBackAsItWas()
{
    for (const char *name : {"a9993e364706816aba3e25717850c26c9cd0d89d",
                             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}) {
        const JournalHeader header{*BlobHash::parse(name), 123'456'789'012, mib};
        const auto decoded = decodeHeader(encodeHeader(header));
        QVERIFY(decoded);
        QCOMPARE(decoded->hash.text(), header.hash.text());
        QCOMPARE(decoded->size, header.size);
        QCOMPARE(decoded->pieceSize, header.pieceSize);
    }
}

void JournalTest::damagedHeaderIsNone()
{
    const auto whole = encodeHeader(headerFor(5));
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto damaged = whole;
        damaged[i] ^= 1;
        QVERIFY(!decodeHeader(damaged));
    }
    QVERIFY(!decodeHeader(std::span(whole).first(95)));
}

void JournalTest::recordsComeBackAsTheyWere()
{
    for (const auto kind :
         {JournalRecord::Kind::Claimed, JournalRecord::Kind::Unhashed, JournalRecord::Kind::Forgotten}) {
        const JournalRecord record{0x2abc'def0, kind, 0x0123'4567'89ab'cdefULL};
        const auto decoded = decodeRecord(encodeRecord(record));
        QVERIFY(decoded);
        QCOMPARE(decoded->piece, record.piece);
        QVERIFY(decoded->kind == kind);
        QCOMPARE(decoded->xxh3, record.xxh3);
    }
}

void JournalTest::everyTornTailEndsTheJournalBeforeIt()
{
    std::vector<char> bytes;
    for (std::uint32_t piece = 0; piece < 4; ++piece) {
        const auto record = encodeRecord({piece, JournalRecord::Kind::Claimed, piece * 7U});
        bytes.insert(bytes.end(), record.begin(), record.end());
    }
    for (std::size_t length = 0; length <= bytes.size(); ++length)
        QCOMPARE(decodeRecords(std::span(bytes).first(length)).size(), length / journalRecordSize);
}

void JournalTest::flippedBitEndsTheJournalThere()
{
    const auto record = encodeRecord({3, JournalRecord::Kind::Claimed, 99});
    for (std::size_t i = 0; i < record.size(); ++i) {
        auto damaged = record;
        damaged[i] ^= 4;
        QVERIFY(!decodeRecord(damaged));
    }
}

void JournalTest::laterRecordWins()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("j")).toStdString();
    const auto disk = std::make_shared<Disk>();
    {
        const auto journal = std::move(*Journal::open(disk, path, headerFor(10 * mib)));
        QVERIFY(!journal->wasContinued());
        QVERIFY(journal->note({1, JournalRecord::Kind::Claimed, 11}));
        QVERIFY(journal->note({2, JournalRecord::Kind::Claimed, 22}));
        QVERIFY(journal->note({1, JournalRecord::Kind::Claimed, 111}));
        QVERIFY(journal->note({2, JournalRecord::Kind::Forgotten, 0}));
    }
    const auto journal = std::move(*Journal::open(disk, path, headerFor(10 * mib)));
    QVERIFY(journal->wasContinued());
    QCOMPARE(journal->pieces(), std::vector<std::uint32_t>{1});
    QCOMPARE(journal->find(1)->xxh3, std::uint64_t(111));
    QVERIFY(!journal->find(2));
    QVERIFY(!journal->find(1000));
}

void JournalTest::whatIsNotedCanBeCounted()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("j")).toStdString();
    const auto disk = std::make_shared<Disk>();
    QCOMPARE(bytesNoted(*disk, path), std::int64_t{0});
    const JournalHeader header = headerFor(10 * mib + 7);
    const auto last = static_cast<std::uint32_t>(header.size / header.pieceSize);
    const auto journal = std::move(*Journal::open(disk, path, header));
    QCOMPARE(bytesNoted(*disk, path), std::int64_t{0});
    for (const std::uint32_t piece : {0U, 1U, last})
        QVERIFY(journal->note({piece, JournalRecord::Kind::Claimed, 11}));
    QVERIFY(journal->note({0, JournalRecord::Kind::Forgotten, 0}));
    QCOMPARE(bytesNoted(*disk, path), header.pieceSize + header.size % header.pieceSize);
}

void JournalTest::journalOfAnotherBlobIsBegunAnew()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("j")).toStdString();
    const auto disk = std::make_shared<Disk>();
    QVERIFY((*Journal::open(disk, path, headerFor(10 * mib)))->note({1, JournalRecord::Kind::Claimed, 11}));
    const auto journal = std::move(*Journal::open(disk, path, headerFor(11 * mib)));
    QVERIFY(!journal->wasContinued());
    QVERIFY(journal->pieces().empty());
    QCOMPARE(std::filesystem::file_size(path), std::uintmax_t(journalHeaderSize));
}

void JournalTest::randomBytesAreNoJournal()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("j")).toStdString();
    std::minstd_rand random(5);
    for (int round = 0; round < 50; ++round) {
        std::string bytes(random() % 1000, '\0');
        std::generate(bytes.begin(), bytes.end(), [&random] { return static_cast<char>(random()); });
        // Half of the rounds: a right header, and then nonsense.
        const auto header = encodeHeader(headerFor(10 * mib));
        if (round % 2 == 0)
            bytes.insert(bytes.begin(), header.begin(), header.end());
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        const auto journal = Journal::open(std::make_shared<Disk>(), path, headerFor(10 * mib));
        QVERIFY(journal);
        QVERIFY((*journal)->pieces().empty());
    }
}

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
