#include <QTest>

#include "store/blobdigest.h"
#include "store/blobstore.h"
#include "store/partialblob.h"

#include <QTemporaryDir>

#include <unistd.h>

#include <filesystem>

using namespace mirrorlake;
using namespace mirrorlake::store;

class TrashTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }

    void whatIsWantedAgainComesBackByItself()
    {
        const BlobHash hash = publish("wanted again");
        QVERIFY(m_store->moveToTrash(hash, 100).value());
        QVERIFY(!std::filesystem::exists(m_store->pathOf(hash)));
        QCOMPARE(m_store->trash().bytes(), 12);
        const auto blob = m_store->find(hash, 12);
        QVERIFY(blob);
        char text[12];
        QCOMPARE(::pread(blob->descriptor(), text, sizeof text, 0), 12);
        QCOMPARE(std::string(text, sizeof text), std::string("wanted again"));
        QVERIFY(m_store->trash().list().empty());
    }

    void readersGoOnWhileItGoes()
    {
        const BlobHash hash = publish("being read");
        const auto reader = m_store->find(hash, 10);
        QCOMPARE(m_store->inUse(), std::vector<BlobHash>{hash});
        QVERIFY(m_store->moveToTrash(hash, 100).value());
        m_store->trash().purge(hash);
        char text[10];
        QCOMPARE(::pread(reader->descriptor(), text, sizeof text, 0), 10);
        QVERIFY(!m_store->find(hash, 10));
        QCOMPARE(m_store->inUse(), std::vector<BlobHash>{hash});
    }

    void readersOfFilesThatAreNoLongerKeptOpenAreSeen()
    {
        const BlobHash first = publish("first");
        const auto reader = m_store->find(first, 5);
        for (const char *text : {"a", "b", "c", "d", "e"})
            QVERIFY(m_store->find(publish(text), 1));
        QCOMPARE(m_store->inUse(), std::vector<BlobHash>{first});
    }

    void theTrashOutlivesARestart()
    {
        const BlobHash one = publish("one");
        const BlobHash two = publish("two");
        QVERIFY(m_store->moveToTrash(two, 200).value());
        QVERIFY(m_store->moveToTrash(one, 100).value());
        reopen();
        const auto list = m_store->trash().list();
        QCOMPARE(list.size(), 2u);
        QCOMPARE(list[0].hash, one);
        QCOMPARE(list[1].trashedAt, 200);
        QVERIFY(m_store->trash().giveBack(one).value());
        QVERIFY(!m_store->trash().giveBack(one).value());
        QVERIFY(m_store->find(one, 3));
        QVERIFY(!m_store->moveToTrash(*BlobHash::parse(std::string(64, 'a')), 1).value());
    }

    void everyStoredBlobIsVisited()
    {
        const BlobHash hash = publish("stored");
        std::vector<std::pair<BlobHash, std::int64_t>> seen;
        m_store->eachStored([&](const BlobHash &found, std::int64_t size, std::int64_t) {
            seen.emplace_back(found, size);
            return true;
        });
        QCOMPARE(seen, (std::vector<std::pair<BlobHash, std::int64_t>>{{hash, 6}}));
    }

private:
    void reopen()
    {
        m_store = std::move(
            *BlobStore::open({.folder = m_folder->path().toStdString(), .keepFree = mebibytes(1), .openFiles = 4}));
    }

    BlobHash publish(const std::string &bytes)
    {
        BlobDigest digest(BlobHash::Kind::Sha256, static_cast<std::int64_t>(bytes.size()));
        digest.update(bytes);
        const BlobHash hash = *BlobHash::parse(digest.finish());
        const auto partial = std::move(*m_store->openPartial(hash, static_cast<std::int64_t>(bytes.size())));
        if (!partial->write(0, bytes) || !partial->publish())
            qFatal("cannot publish");
        return hash;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BlobStore> m_store;
};

QTEST_GUILESS_MAIN(TrashTest)
#include "trash_test.moc"
