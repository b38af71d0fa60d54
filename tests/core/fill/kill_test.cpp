// kill -9 at any moment: nothing unfinished is ever visible as complete, and what was whole on disk is not fetched
// again. The program starts itself as a child that fills blobs, and kills it at a random time, 200 times.
#include "core/fill/fillrig.h"
#include "store/blobdigest.h"
#include "store/blobstore.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <cstdio>
#include <fstream>
#include <random>
#include <set>
#include <thread>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr int files = 4;
constexpr const char *childFlag = "--fill-into";

std::string contentOfFile(unsigned generation, int file)
{
    static constexpr std::int64_t sizes[files] = {3 * mib + 321, 2 * mib, 700'000, 90'000};
    return contentOf(static_cast<std::size_t>(sizes[file]), generation * 10 + static_cast<unsigned>(file));
}

/// The child: fills all files of a generation from a slow upstream; says when it begins.
int fillInto(const std::string &folder, unsigned generation)
{
    const auto store = std::move(*store::BlobStore::open({.folder = folder, .keepFree = mebibytes(1)}));
    ScriptedHub hub;
    hub.script([&hub](const ScriptedHub::Call &call, upstream::BodySink &sink) -> Result<void> {
        constexpr std::int64_t step = 128 * 1024;
        for (std::int64_t at = call.range.begin; at < call.range.end; at += step) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            if (const auto sent = hub.send(call, {at, std::min(call.range.end, at + step)}, sink); !sent)
                return sent;
        }
        return {};
    });
    const SystemClock clock;
    CountingObserver observer;
    fill::Filler filler(FillRig::quickOptions(), *store, hub, clock, observer);
    std::vector<fill::Joined> readers;
    int started = 0;
    for (int file = 0; file < files; ++file) {
        const auto source = hub.put(contentOfFile(generation, file));
        readers.push_back(filler.join(source, {0, source.size}, {}));
        started += readers.back().startedFill ? 1 : 0;
    }
    std::puts("filling");
    std::fflush(stdout);
    return observer.waitForCompleted(started) ? 0 : 1;
}

/// Looks at each complete blob once. False if the bytes of one are not what its name says.
bool areRight(const std::filesystem::path &folder, std::set<std::string> &seen)
{
    if (!std::filesystem::exists(folder / "blobs"))
        return true;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder / "blobs")) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file() || !seen.insert(name).second)
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (sha256Of(bytes).text() != name)
            return false;
    }
    return true;
}

} // namespace

class KillTest : public QObject
{
    Q_OBJECT

private slots:
    void twoHundredKillsLoseNothingThatWasWhole();
};

void KillTest::twoHundredKillsLoseNothingThatWasWhole()
{
    constexpr int kills = 200;
    const QTemporaryDir folder;
    const std::string store = folder.filePath(QStringLiteral("store")).toStdString();
    std::mt19937 random(20'261'121);
    unsigned generation = 1;
    int finished = 0;
    std::set<std::string> seen;
    for (int round = 0; round < kills; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QLatin1String(childFlag), QString::fromStdString(store), QString::number(generation)});
        QVERIFY(child.waitForReadyRead());
        if (child.waitForFinished(static_cast<int>(random() % 90))) {
            QCOMPARE(child.exitStatus(), QProcess::NormalExit);
            QCOMPARE(child.exitCode(), 0);
            ++finished;
            ++generation;
        } else {
            child.kill();
            QVERIFY(child.waitForFinished());
        }
        QVERIFY2(areRight(store, seen), qPrintable(QString::number(round)));
    }
    // What the last kill left is continued, and is right in the end.
    QProcess last;
    last.start(QCoreApplication::applicationFilePath(),
               {QLatin1String(childFlag), QString::fromStdString(store), QString::number(generation)});
    QVERIFY(last.waitForFinished(60'000));
    QCOMPARE(last.exitCode(), 0);
    QVERIFY(areRight(store, seen));
    QCOMPARE(seen.size(), static_cast<std::size_t>(generation) * files);
    QVERIFY2(finished > 0, "no child ever lived long enough: pieces of earlier ones were not kept");
}

int main(int argc, char **argv)
{
    if (argc == 4 && std::string_view(argv[1]) == childFlag)
        return fillInto(argv[2], static_cast<unsigned>(std::stoul(argv[3])));
    QCoreApplication application(argc, argv);
    KillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "kill_test.moc"
