// mirrorlaked --move-data: the cache goes to another place, and whoever knew the old one still finds it.
#include <QtTest>

#include "download.h"
#include "program.h"

#include <csignal>
#include <filesystem>

using namespace mirrorlake;
using test::Program;

class MoveDataTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_old = m_folder->filePath(QStringLiteral("old"));
        m_new = m_folder->filePath(QStringLiteral("disk/new"));
        Program before(MIRRORLAKED_PROGRAM);
        before.start(serveFrom(m_old));
        QVERIFY(!before.waitReady().isEmpty());
        before.signal(SIGTERM);
        QCOMPARE(before.waitEnd(), 0);
    }

    void theOldPathServesOn()
    {
        Program program(MIRRORLAKED_PROGRAM);
        program.setVariable(QStringLiteral("XDG_CONFIG_HOME"), m_folder->filePath(QStringLiteral("config")));
        QCOMPARE(program.run({QStringLiteral("--data"), m_old, QStringLiteral("--move-data"), m_new}), 0);
        QVERIFY2(program.out().contains(m_new.toUtf8()), program.out().constData());
        QVERIFY(QFile::exists(m_new + QStringLiteral("/catalog.sqlite")));
        QVERIFY(QFileInfo(m_old).isSymLink());
        for (const QString &folder : {m_old, m_new}) {
            Program mirror(MIRRORLAKED_PROGRAM);
            mirror.start(serveFrom(folder));
            QVERIFY2(!mirror.waitReady().isEmpty(), mirror.err().constData());
            mirror.signal(SIGTERM);
            QCOMPARE(mirror.waitEnd(), 0);
        }
    }

    void laterStartsFindTheNewOne()
    {
        const QString config = m_folder->filePath(QStringLiteral("config"));
        Program program(MIRRORLAKED_PROGRAM);
        program.setVariable(QStringLiteral("XDG_CONFIG_HOME"), config);
        QCOMPARE(program.run({QStringLiteral("--data"), m_old, QStringLiteral("--move-data"), m_new}), 0);
        Program later(MIRRORLAKED_PROGRAM);
        later.setVariable(QStringLiteral("XDG_CONFIG_HOME"), config);
        QCOMPARE(later.run({QStringLiteral("--print-config")}), 0);
        QVERIFY2(later.out().contains(m_new.toUtf8()), later.out().constData());
    }

    void whileAMirrorUsesItItStays()
    {
        Program mirror(MIRRORLAKED_PROGRAM);
        mirror.start(serveFrom(m_old));
        QVERIFY(!mirror.waitReady().isEmpty());
        Program program(MIRRORLAKED_PROGRAM);
        QCOMPARE(program.run({QStringLiteral("--data"), m_old, QStringLiteral("--move-data"), m_new}), 4);
        QVERIFY2(program.err().contains(QByteArray::number(mirror.pid())), program.err().constData());
        QVERIFY(!QFile::exists(m_new));
    }

    void aFolderThatHoldsSomethingIsRefused()
    {
        QVERIFY(QDir().mkpath(m_new + QStringLiteral("/photos")));
        Program program(MIRRORLAKED_PROGRAM);
        QCOMPARE(program.run({QStringLiteral("--data"), m_old, QStringLiteral("--move-data"), m_new}), 4);
        QVERIFY2(program.err().contains("not empty"), program.err().constData());
        QVERIFY(QFile::exists(m_old + QStringLiteral("/catalog.sqlite")));
    }

private:
    static QStringList serveFrom(const QString &folder)
    {
        return {QStringLiteral("--data"),   folder,
                QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                QStringLiteral("--set"),    QStringLiteral("upstream.offline=true")};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_old;
    QString m_new;
};

QTEST_GUILESS_MAIN(MoveDataTest)
#include "movedata_test.moc"
