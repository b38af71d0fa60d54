// What is kept of a settings file that was in order, for the day when it is broken.
#include <QTest>

#include "settings/lastgood.h"

#include <QtCore/QTemporaryDir>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::settings;

class LastGoodTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aGoodFileIsUsed();
    void aBrokenFileLeavesTheLastGoodOne();
    void withoutALastGoodOneItIsAnError();
    void aBrokenFileIsNeverKept();
    void aFileThatIsNotThereIsGoodToo();
    void onlyTheOwnerReadsTheCopy();

private:
    void write(const char *text) { std::ofstream(m_file) << text; }
    Result<std::optional<Error>> apply()
    {
        return applyFileOrLastGood(m_settings, m_file, m_folder->path().toStdString());
    }
    Result<void> keep() { return keepLastGood(m_file, m_folder->path().toStdString()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;
    Settings m_settings;
};

void LastGoodTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("mirrorlake.toml")).toStdString();
    m_settings = {};
}

void LastGoodTest::aGoodFileIsUsed()
{
    write("[server]\nmax_requests = 7\n");
    const auto applied = apply();
    QVERIFY(applied && !*applied);
    QCOMPARE(m_settings.server.maxRequests, 7);
}

void LastGoodTest::aBrokenFileLeavesTheLastGoodOne()
{
    write("[server]\nmax_requests = 7\n");
    QVERIFY(keep());
    for (const char *broken : {"[server\n", "[server]\nmax_requests = 0\n", "[server]\nmax_request = 1\n"}) {
        write(broken);
        m_settings = {};
        const auto applied = apply();
        QVERIFY(applied && applied->has_value());
        QVERIFY((*applied)->message.find("line") != std::string::npos ||
                (*applied)->message.find("max_request") != std::string::npos);
        QCOMPARE(m_settings.server.maxRequests, 7);
    }
    QCOMPARE(QFile::exists(QString::fromStdString(m_file.string())), true);
}

void LastGoodTest::withoutALastGoodOneItIsAnError()
{
    write("[server\n");
    QVERIFY(!apply());
    QCOMPARE(m_settings.server.maxRequests, Settings().server.maxRequests);
}

void LastGoodTest::aBrokenFileIsNeverKept()
{
    write("[server]\nmax_requests = 7\n");
    QVERIFY(keep());
    write("[server\n");
    QVERIFY(!keep());
    const auto applied = apply();
    QVERIFY(applied && applied->has_value());
    QCOMPARE(m_settings.server.maxRequests, 7);
}

void LastGoodTest::aFileThatIsNotThereIsGoodToo()
{
    QVERIFY(keep());
    write("[server\n");
    const auto applied = apply();
    QVERIFY(applied && applied->has_value());
    QCOMPARE(m_settings.server.maxRequests, Settings().server.maxRequests);
}

void LastGoodTest::onlyTheOwnerReadsTheCopy()
{
    write("[upstream]\ntoken = \"hf_sesame\"\n");
    QVERIFY(keep());
    const QFileInfo copy(m_folder->filePath(QStringLiteral("mirrorlake.last-good.toml")));
    QVERIFY(copy.exists());
    QVERIFY(!(copy.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

QTEST_GUILESS_MAIN(LastGoodTest)
#include "lastgood_test.moc"
