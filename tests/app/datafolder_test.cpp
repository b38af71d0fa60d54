#include <QtTest>

#include "datafolder.h"
#include "mirrorfile.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::app;

class DataFolderTest : public QObject
{
    Q_OBJECT

private slots:
    void folderIsMadeForItsOwner();
    void secondUserIsToldWhoHoldsIt();
    void lockEndsWithItsHolder();
    void staleLockIsTakenOver_data();
    void staleLockIsTakenOver();
    void whatCannotBeAFolderIsUnusable_data();
    void whatCannotBeAFolderIsUnusable();
    void defaultIsInTheDataFolderOfTheUser();
    void mirrorFileComesBack();

private:
    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    QTemporaryDir m_folder;
};

void DataFolderTest::folderIsMadeForItsOwner()
{
    QVERIFY(DataFolder::open(path("a") / "deep" / "folder"));
    struct stat facts
    {};
    QCOMPARE(::stat((path("a") / "deep" / "folder").c_str(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777, 0700u);
}

void DataFolderTest::secondUserIsToldWhoHoldsIt()
{
    const auto first = DataFolder::open(path("b"));
    QVERIFY(first);
    const auto second = DataFolder::open(path("b"));
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::DataFolderInUse);
    QCOMPARE(second.error().message, "process " + std::to_string(::getpid()) + " uses it");
}

void DataFolderTest::lockEndsWithItsHolder()
{
    {
        auto first = DataFolder::open(path("c"));
        QVERIFY(first);
        const DataFolder moved = std::move(*first);
        QVERIFY(!DataFolder::open(path("c")));
    }
    QVERIFY(DataFolder::open(path("c")));
}

void DataFolderTest::staleLockIsTakenOver_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("of a process that is gone") << QByteArray("999999999\n");
    QTest::newRow("of a process that is another") << QByteArray("1\n");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("nonsense") << QByteArray(1000, 'x');
}

void DataFolderTest::staleLockIsTakenOver()
{
    QFETCH(QByteArray, content);
    std::filesystem::create_directory(path("d"));
    std::ofstream(path("d") / "mirrorlake.lock") << content.toStdString();
    const auto folder = DataFolder::open(path("d"));
    QVERIFY(folder);
    std::string pid;
    std::ifstream in(path("d") / "mirrorlake.lock");
    std::getline(in, pid);
    QCOMPARE(pid, std::to_string(::getpid()));
    QVERIFY(in.peek() == EOF);
}

void DataFolderTest::whatCannotBeAFolderIsUnusable_data()
{
    QTest::addColumn<QString>("path");
    const QString file = m_folder.filePath(QStringLiteral("file"));
    std::ofstream(file.toStdString()) << "x";
    QTest::newRow("a file") << file;
    QTest::newRow("below a file") << file + QStringLiteral("/data");
    QTest::newRow("a device") << QStringLiteral("/dev/null");
    QTest::newRow("where nobody can write") << QStringLiteral("/proc/mirrorlake");
}

void DataFolderTest::whatCannotBeAFolderIsUnusable()
{
    QFETCH(QString, path);
    const auto folder = DataFolder::open(path.toStdString());
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::DataFolderUnusable);
    QVERIFY2(folder.error().message.find('/') == std::string::npos, folder.error().message.c_str());
}

void DataFolderTest::defaultIsInTheDataFolderOfTheUser()
{
    qputenv("XDG_DATA_HOME", "/of/the/user");
    QCOMPARE(DataFolder::defaultPath(), std::filesystem::path("/of/the/user/mirrorlake"));
}

void DataFolderTest::mirrorFileComesBack()
{
    const auto file = path("mirror.json");
    QVERIFY(!readMirrorFile(file));
    QVERIFY(writeMirrorFile(file, {"http://127.0.0.1:8090", 42}));
    const auto read = readMirrorFile(file);
    QVERIFY(read);
    QCOMPARE(read->url, std::string("http://127.0.0.1:8090"));
    QCOMPARE(read->pid, 42L);
    for (const char *bad : {"", "x", "[]", "{}", R"({"url":1})"}) {
        std::ofstream(file) << bad;
        QVERIFY2(!readMirrorFile(file), bad);
    }
    std::ofstream(file) << R"({"url":"http://h","pid":"x"})";
    QVERIFY(!readMirrorFile(file));
    removeMirrorFile(file);
    QVERIFY(!std::filesystem::exists(file));
}

QTEST_GUILESS_MAIN(DataFolderTest)
#include "datafolder_test.moc"
