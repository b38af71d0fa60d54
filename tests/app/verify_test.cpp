// A flipped byte in the cache of a real mirrorlaked: found, named and mended by a real mlake, for the price of the
// piece that it lies in.
#include <QtTest>

#include "download.h"
#include "fakehub/fakehub.h"
#include "program.h"
#include "support/flippedbyte.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace mirrorlake;
using test::Download;
using test::Program;

namespace {

constexpr qsizetype mib = 1 << 20;
constexpr int ok = 0;
constexpr int refused = 3;
constexpr int notFound = 4;
constexpr int damaged = 6;

} // namespace

class VerifyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void intactCacheIsRight();
    void damageIsFoundAndNamed();
    void repairFetchesTheDamagedPiecesAndNothingElse();
    void verifyRepairsInOneGo();
    void whatIsNotHereIsNotFound();
    void lastReportIsShown();
    void nonsenseIsRefused();

private:
    QJsonObject mlake(const QStringList &words)
    {
        Program program(MLAKE_PROGRAM);
        m_code = program.run(words + QStringList{QStringLiteral("--json"), QStringLiteral("--data"), m_folder.path()});
        m_err = program.err();
        return QJsonDocument::fromJson(program.out()).object();
    }
    std::filesystem::path blob(const std::string &hash) const
    {
        const std::filesystem::path folder = m_folder.path().toStdString();
        return folder / "store" / "blobs" / "sha256" / hash.substr(0, 2) / hash;
    }
    qint64 fetched() { return qint64(m_hub.log().bytesSent()); }

    QTemporaryDir m_folder;
    fakehub::FakeHub m_hub;
    Program m_mirror{MIRRORLAKED_PROGRAM};
    std::string m_weights;
    QByteArray m_url;
    QByteArray m_err;
    int m_code = 0;
};

void VerifyTest::initTestCase()
{
    const auto weights = fakehub::generatedContent(1, 6 * mib);
    m_weights = weights->sha256();
    const std::string sha = m_hub.world().commit(
        "models/org/name", "main",
        {{"weights.bin", weights, true}, {"other.bin", fakehub::generatedContent(2, 3 * mib), true}});
    QVERIFY(m_hub.start().has_value());
    m_mirror.start({QStringLiteral("--data"), m_folder.path(), QStringLiteral("--upstream"),
                    QString::fromStdString(m_hub.url()), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                    QStringLiteral("--set"), QStringLiteral("verify.limit=0")});
    m_url = m_mirror.waitReady();
    QVERIFY(!m_url.isEmpty());
    const QByteArray base = QByteArray::fromStdString("/org/name/resolve/" + sha + "/");
    QCOMPARE(Download(m_url, base + "weights.bin").body().size(), 6 * mib);
    QCOMPARE(Download(m_url, base + "other.bin").body().size(), 3 * mib);
    QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(blob(m_weights)), test::patience);
}

void VerifyTest::intactCacheIsRight()
{
    QJsonObject report;
    const auto filesSeen = [&] {
        report = mlake({QStringLiteral("verify"), QStringLiteral("--all")});
        return report[QStringLiteral("files_done")].toInt();
    };
    QTRY_COMPARE_WITH_TIMEOUT(filesSeen(), 2, test::patience); // a file is on record a moment after its last byte
    QVERIFY2(m_code == ok, m_err);
    QCOMPARE(report[QStringLiteral("bytes_done")].toInteger(), 9 * qint64(mib));
}

void VerifyTest::damageIsFoundAndNamed()
{
    test::flipByte(blob(m_weights), 3 * mib + 5);
    const qint64 before = fetched();
    const QJsonObject report = mlake({QStringLiteral("verify"), QStringLiteral("org/name")});
    QCOMPARE(m_code, damaged);
    QCOMPARE(report[QStringLiteral("damaged")].toInt(), 1);
    const QJsonValue found = report[QStringLiteral("found")][0];
    QCOMPARE(found[QStringLiteral("repo")].toString(), QStringLiteral("org/name"));
    QCOMPARE(found[QStringLiteral("path")].toString(), QStringLiteral("weights.bin"));
    QCOMPARE(fetched(), before);
}

void VerifyTest::repairFetchesTheDamagedPiecesAndNothingElse()
{
    const qint64 before = fetched();
    const QJsonObject report = mlake({QStringLiteral("repair")});
    QVERIFY2(m_code == ok, m_err);
    QCOMPARE(report[QStringLiteral("mended")].toInt(), 1);
    QCOMPARE(report[QStringLiteral("bytes_done")].toInteger(), 0);
    QCOMPARE(fetched() - before, qint64(mib));
    mlake({QStringLiteral("verify"), QString::fromStdString(m_weights)});
    QCOMPARE(m_code, ok);
}

void VerifyTest::verifyRepairsInOneGo()
{
    test::flipByte(blob(m_weights), 5);
    const qint64 before = fetched();
    const QJsonObject report =
        mlake({QStringLiteral("verify"), QStringLiteral("--sample"), QStringLiteral("10"), QStringLiteral("--repair")});
    QVERIFY2(m_code == ok, m_err);
    QCOMPARE(report[QStringLiteral("damaged")].toInt(), 1);
    QCOMPARE(report[QStringLiteral("mended")].toInt(), 1);
    QCOMPARE(fetched() - before, qint64(mib));
}

void VerifyTest::whatIsNotHereIsNotFound()
{
    mlake({QStringLiteral("verify"), QStringLiteral("org/none")});
    QCOMPARE(m_code, notFound);
}

void VerifyTest::lastReportIsShown()
{
    mlake({QStringLiteral("verify"), QStringLiteral("--all")});
    const QJsonObject report = mlake({QStringLiteral("verify")});
    QCOMPARE(m_code, ok);
    QCOMPARE(report[QStringLiteral("phase")].toString(), QStringLiteral("over"));
    const auto shown = [this] { return mlake({QStringLiteral("status")})[QStringLiteral("verification")].toObject(); };
    QTRY_COMPARE_WITH_TIMEOUT(shown(), report, test::patience); // the snapshot is taken twice a second
    Program program(MLAKE_PROGRAM);
    QCOMPARE(program.run({QStringLiteral("verify"), QStringLiteral("--data"), m_folder.path()}), ok);
    QVERIFY2(program.out().contains("2 of 2 files looked at"), program.out());
    QCOMPARE(
        program.run({QStringLiteral("verify"), QStringLiteral("--cancel"), QStringLiteral("--data"), m_folder.path()}),
        ok);
}

void VerifyTest::nonsenseIsRefused()
{
    mlake({QStringLiteral("verify"), QStringLiteral(":x")});
    QCOMPARE(m_code, refused);
    mlake({QStringLiteral("verify"), QStringLiteral("org/name"), QStringLiteral("--all")});
    QCOMPARE(m_code, 2);
}

QTEST_GUILESS_MAIN(VerifyTest)
#include "verify_test.moc"
