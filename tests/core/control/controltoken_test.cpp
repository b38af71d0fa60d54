#include <QtTest>

#include "control/controltoken.h"

#include <sys/stat.h>

#include <fstream>

using namespace mirrorlake::control;

class ControlTokenTest : public QObject
{
    Q_OBJECT

private slots:
    void tokenIsMadeOnceAndKept();
    void tokenIsItsOwnersOnly();
    void whatIsNoTokenIsMadeAnew_data();
    void whatIsNoTokenIsMadeAnew();
    void readingMakesNone();

private:
    std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "control.token";
    }
    unsigned mode() const
    {
        struct stat facts
        {};
        return ::stat(file().c_str(), &facts) == 0 ? facts.st_mode & 0777 : 0;
    }

    QTemporaryDir m_folder;
};

void ControlTokenTest::tokenIsMadeOnceAndKept()
{
    const auto first = ensureControlToken(file());
    QVERIFY(first);
    QCOMPARE(first->size(), 64u);
    const auto second = ensureControlToken(file());
    QVERIFY(second);
    QCOMPARE(*second, *first);
    QCOMPARE(*readControlToken(file()), *first);
    const QTemporaryDir other;
    QVERIFY(*ensureControlToken(std::filesystem::path(other.path().toStdString()) / "control.token") != *first);
}

void ControlTokenTest::tokenIsItsOwnersOnly()
{
    QVERIFY(ensureControlToken(file()));
    QCOMPARE(mode(), 0600u);
    QCOMPARE(::chmod(file().c_str(), 0644), 0);
    QVERIFY(ensureControlToken(file()));
    QCOMPARE(mode(), 0600u);
}

void ControlTokenTest::whatIsNoTokenIsMadeAnew_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("abc\n");
    QTest::newRow("not hex") << QByteArray(64, 'x');
    QTest::newRow("long") << QByteArray(65, 'a');
}

void ControlTokenTest::whatIsNoTokenIsMadeAnew()
{
    QFETCH(QByteArray, content);
    std::ofstream(file()) << content.toStdString();
    QCOMPARE(::chmod(file().c_str(), 0666), 0);
    QVERIFY(!readControlToken(file()));
    const auto token = ensureControlToken(file());
    QVERIFY(token);
    QCOMPARE(*readControlToken(file()), *token);
    QCOMPARE(mode(), 0600u);
}

void ControlTokenTest::readingMakesNone()
{
    std::filesystem::remove(file());
    QVERIFY(!readControlToken(file()));
    QVERIFY(!std::filesystem::exists(file()));
}

QTEST_GUILESS_MAIN(ControlTokenTest)
#include "controltoken_test.moc"
