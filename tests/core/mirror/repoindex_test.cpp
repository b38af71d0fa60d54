// What the index keeps of infos: read once, and again when they change.
#include <QTest>

#include "catalog/documentnews.h"
#include "mirror/search/repoindex.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

using namespace mirrorlake;
using namespace mirrorlake::mirror;

namespace {

RepoKey keyOf(int number)
{
    return *RepoKey::parse("hf:models/org/repo" + std::to_string(number));
}

std::string infoKey(int number)
{
    return "/api/models/org/repo" + std::to_string(number);
}

catalog::Document infoOf(int number, int likes)
{
    return {R"({"id":"org/repo)" + std::to_string(number) + R"(","likes":)" + std::to_string(likes) + "}",
            "application/json",
            {},
            {},
            1};
}

} // namespace

class RepoIndexTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void infosAreReadOnce();
    void changesAreSeenAtOnce_data();
    void changesAreSeenAtOnce();
    void tooManyChangesAreNoHarm();

private:
    std::int64_t likesOf(int number)
    {
        for (const FoundRepo &row : m_index->find({}).rows) {
            if (row.repo == keyOf(number))
                return row.facts.likes;
        }
        return -1;
    }

    test::ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<RepoIndex> m_index;
};

void RepoIndexTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    catalog::CatalogOptions options;
    options.documentMemory = Bytes{0};
    m_catalog = *catalog::Catalog::open(m_folder->filePath(QStringLiteral("catalog")).toStdString(), m_clock, options);
    m_index = std::make_unique<RepoIndex>(*m_catalog);
    for (int i = 0; i < 10; ++i)
        m_catalog->putRepo({keyOf(i), catalog::Access::Public, 1});
    for (int i = 0; i < 5; ++i)
        m_catalog->putDocument(infoKey(i), infoOf(i, i));
    QVERIFY(m_catalog->flush());
    QCOMPARE(m_index->find({}).total, std::size_t(10));
}

void RepoIndexTest::cleanup()
{
    m_index.reset();
    m_catalog.reset();
}

void RepoIndexTest::infosAreReadOnce()
{
    {
        // Behind the back of the catalogue that the index has: whoever looks at the file would see it.
        const auto other =
            *catalog::Catalog::open(m_folder->filePath(QStringLiteral("catalog")).toStdString(), m_clock);
        other->putDocument(infoKey(1), infoOf(1, 1000));
        other->putDocument(infoKey(7), infoOf(7, 1000));
        QVERIFY(other->flush());
    }
    QCOMPARE((*m_catalog->loadDocument(infoKey(7)))->body, infoOf(7, 1000).body);
    m_clock.advance(std::chrono::hours(1));
    QCOMPARE(likesOf(1), 1);
    QVERIFY2(likesOf(7) == 0, "that nothing was kept is known too");
    m_catalog->putDocument(infoKey(2), infoOf(2, 20));
    QCOMPARE(likesOf(2), 20);
    QVERIFY2(likesOf(1) == 1 && likesOf(7) == 0, "news of one are none of the others");
}

void RepoIndexTest::changesAreSeenAtOnce_data()
{
    QTest::addColumn<QByteArray>("form");
    for (const char *form : {"", "/revision/main", "/revision/main?blobs=true", "?blobs=true"})
        QTest::newRow(*form ? form : "plain") << QByteArray(form);
}

void RepoIndexTest::changesAreSeenAtOnce()
{
    QFETCH(QByteArray, form);
    const std::string key = infoKey(8) + form.toStdString();
    m_catalog->putDocument(key, infoOf(8, 80));
    QCOMPARE(likesOf(8), 80);
    m_catalog->putDocument(key, infoOf(8, 81));
    QCOMPARE(likesOf(8), 81);
    m_catalog->removeDocument(key);
    QCOMPARE(likesOf(8), 0);
}

void RepoIndexTest::tooManyChangesAreNoHarm()
{
    m_catalog->putDocument(infoKey(3), infoOf(3, 30));
    for (std::size_t i = 0; i <= catalog::DocumentNews::most; ++i)
        m_catalog->putDocument("/api/other/" + std::to_string(i), {});
    QCOMPARE(likesOf(3), 30);
}

QTEST_GUILESS_MAIN(RepoIndexTest)
#include "repoindex_test.moc"
