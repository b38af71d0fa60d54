// The window's program ends without a word in the middle of a download: what it had is there when it starts again, and
// what it serves then is right.
#include <QTest>

#include "app/download.h"
#include "app/program.h"
#include "fakehub/fakehub.h"

#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using test::Download;
using test::Program;

namespace {

constexpr std::int64_t mib = 1 << 20;
constexpr std::int64_t size = 24 * mib;

QByteArray bytesOf(const fakehub::ContentPtr &content)
{
    QByteArray bytes(qsizetype(content->size()), Qt::Uninitialized);
    return content->read(0, {bytes.data(), std::size_t(bytes.size())}) ? bytes : QByteArray();
}

} // namespace

class CrashTest : public QObject
{
    Q_OBJECT

private slots:
    void aCrashOfTheWindowLeavesTheStoreWhole()
    {
        const QTemporaryDir folder;
        fakehub::FakeHub hub;
        const auto content = fakehub::generatedContent(1, size);
        const std::string commit = hub.world().commit("models/org/name", "main", {{"a.bin", content, true}});
        QVERIFY(hub.start());
        const QByteArray target = QByteArray::fromStdString("/org/name/resolve/" + commit + "/a.bin");
        const QStringList arguments{u"--data"_s,     folder.filePath(u"data"_s),        u"--listen"_s, u"127.0.0.1:0"_s,
                                    u"--upstream"_s, QString::fromStdString(hub.url()), u"--start"_s};
        const int rule = hub.knobs().add({.listener = "cdn", .stallAfter = 3 * mib});
        {
            Program window(MIRRORLAKE_PROGRAM);
            window.setVariable(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
            window.start(arguments);
            const QByteArray url = window.waitReady();
            QVERIFY2(!url.isEmpty(), window.err());
            Download cut(url, target);
            QVERIFY(cut.waitFor(2 * mib));
            window.signal(SIGSEGV);
            QCOMPARE(window.waitEnd(), -1);
            QVERIFY(cut.body().size() < size);
        }
        hub.knobs().remove(rule);
        hub.log().clear();
        Program window(MIRRORLAKE_PROGRAM);
        window.setVariable(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        window.start(arguments);
        const QByteArray url = window.waitReady();
        QVERIFY2(!url.isEmpty(), window.err());
        QVERIFY(Download(url, target).body() == bytesOf(content));
        window.signal(SIGTERM);
        QCOMPARE(window.waitEnd(), 0);
    }
};

QTEST_GUILESS_MAIN(CrashTest)
#include "crash_test.moc"
