// A data folder that goes to another place is whole at one path at any moment, and the same as before.
#include <QTest>

#include "relocate/foldercopy.h"
#include "relocate/foldermove.h"
#include "support/smalldisk.h"

#include <QTemporaryDir>

#include <sys/stat.h>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::relocate;

namespace {

namespace fs = std::filesystem;
using Phase = MoveProgress::Phase;

bool goOn(const MoveProgress &)
{
    return true;
}

std::string contentOf(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path &file, const std::string &content)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
}

/// A folder as a mirror leaves it: blobs, a secret, a file with a hole, an empty one.
void fillFolder(const fs::path &folder)
{
    write(folder / "store" / "blobs" / "sha256" / "ab" / "abc", std::string(3'000'001, 'b'));
    write(folder / "store" / "partial" / "half", std::string(5000, 'p'));
    fs::resize_file(folder / "store" / "partial" / "half", 64 << 20);
    write(folder / "catalog.sqlite", "what is known");
    write(folder / "control.token", "secret");
    fs::permissions(folder / "control.token", fs::perms::owner_read | fs::perms::owner_write);
    write(folder / "empty", "");
    fs::create_directories(folder / "store" / "quarantine");
    fs::create_symlink("catalog.sqlite", folder / "link");
    const timespec times[2] = {{1'700'000'000, 5}, {1'700'000'000, 5}};
    QCOMPARE(::utimensat(AT_FDCWD, (folder / "catalog.sqlite").c_str(), times, 0), 0);
}

struct stat factsOf(const fs::path &file)
{
    struct stat facts = {};
    ::lstat(file.c_str(), &facts);
    return facts;
}

void compareFolder(const fs::path &folder)
{
    QVERIFY(contentOf(folder / "store" / "blobs" / "sha256" / "ab" / "abc") == std::string(3'000'001, 'b'));
    const struct stat half = factsOf(folder / "store" / "partial" / "half");
    QCOMPARE(half.st_size, 64 << 20);
    QVERIFY2(half.st_blocks * 512 < 8 << 20, "a hole stays a hole");
    QVERIFY(contentOf(folder / "store" / "partial" / "half").starts_with(std::string(5000, 'p') + '\0'));
    QCOMPARE(contentOf(folder / "control.token"), std::string("secret"));
    QCOMPARE(factsOf(folder / "control.token").st_mode & 0777, 0600u);
    QCOMPARE(factsOf(folder / "catalog.sqlite").st_mtim.tv_sec, 1'700'000'000);
    QVERIFY(fs::exists(folder / "empty") && fs::is_empty(folder / "empty"));
    QVERIFY(fs::is_directory(folder / "store" / "quarantine"));
    QCOMPARE(contentOf(folder / "link"), std::string("what is known"));
}

/// A disk that keeps something else than was written.
class LyingDisk final : public store::Disk
{
public:
    Result<void> write(int descriptor, std::int64_t offset, std::span<const char> bytes) override
    {
        std::string wrong(bytes.data(), bytes.size());
        wrong[wrong.size() / 2] ^= 1;
        return store::Disk::write(descriptor, offset, wrong);
    }
};

/// A disk that is full after so many bytes.
class FillingDisk final : public store::Disk
{
public:
    explicit FillingDisk(std::int64_t room) : m_room(room) {}
    Result<void> write(int descriptor, std::int64_t offset, std::span<const char> bytes) override
    {
        m_room -= static_cast<std::int64_t>(bytes.size());
        return m_room < 0 ? fail(ErrorCode::NoSpace, "the disk is full")
                          : store::Disk::write(descriptor, offset, bytes);
    }

private:
    std::int64_t m_room;
};

} // namespace

class FolderMoveTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_from = fs::path(m_home->path().toStdString()) / "old";
        m_to = fs::path(m_home->path().toStdString()) / "disk" / "new";
        fs::create_directory(m_from);
        fillFolder(m_from);
    }

    void onTheSameDiskItIsThereAtOnce()
    {
        const auto inode = factsOf(m_from).st_ino;
        QVERIFY(moveFolder({m_from, m_to}, m_disk, goOn));
        compareFolder(m_to);
        QCOMPARE(factsOf(m_to).st_ino, inode);
    }

    void theOldPathLeadsToTheNewOne()
    {
        QVERIFY(moveFolder({m_from, m_to}, m_disk, goOn));
        QVERIFY(fs::is_symlink(m_from));
        QVERIFY(fs::canonical(m_from) == fs::canonical(m_to));
        compareFolder(m_from);
    }

    void itMovesBackToWhereItCameFrom()
    {
        QVERIFY(moveFolder({m_from, m_to}, m_disk, goOn));
        QVERIFY(moveFolder({m_to, m_from}, m_disk, goOn));
        QVERIFY(!fs::is_symlink(m_from));
        compareFolder(m_from);
        QVERIFY(fs::canonical(m_to) == fs::canonical(m_from));
    }

    void byALinkTheFolderItselfMoves()
    {
        QVERIFY(moveFolder({m_from, m_to}, m_disk, goOn));
        const fs::path third = m_to.parent_path() / "third";
        QVERIFY(moveFolder({m_from, third}, m_disk, goOn));
        compareFolder(third);
        QVERIFY(!fs::is_symlink(third));
        compareFolder(m_from);
    }

    void toAnotherDiskItIsCopiedAndTheOldOneGoes()
    {
        const test::SmallDisk other("100m");
        if (!other.isMounted())
            QSKIP(other.refusal());
        const fs::path to = fs::path(other.path()) / "new";
        std::vector<Phase> phases;
        QVERIFY(moveFolder({m_from, to}, m_disk, [&](const MoveProgress &progress) {
            if (phases.empty() || phases.back() != progress.phase)
                phases.push_back(progress.phase);
            return true;
        }));
        QVERIFY((phases == std::vector{Phase::Counting, Phase::Copying, Phase::Comparing, Phase::Clearing}));
        compareFolder(to);
        compareFolder(m_from); // by its link
        QVERIFY(fs::is_symlink(m_from));
        QCOMPARE(std::distance(fs::directory_iterator(m_from.parent_path()), fs::directory_iterator()), 1);
    }

    void aDiskTooSmallIsToldBeforeAnythingIsCopied()
    {
        const test::SmallDisk other("1m");
        if (!other.isMounted())
            QSKIP(other.refusal());
        const fs::path to = fs::path(other.path()) / "new";
        bool isCopying = false;
        const auto moved = moveFolder({m_from, to}, m_disk, [&](const MoveProgress &progress) {
            isCopying = isCopying || progress.phase == Phase::Copying;
            return true;
        });
        QVERIFY(moved.error().code == ErrorCode::NoSpace);
        QVERIFY(!isCopying);
        QVERIFY(fs::is_empty(to));
        compareFolder(m_from);
    }

    void aCopyIsTheSame()
    {
        fs::create_directories(m_to);
        {
            FolderCopy copy(m_from, m_to, m_disk, m_watch);
            QVERIFY(copy.count() && copy.copy() && copy.compare());
            copy.keep();
        }
        compareFolder(m_to);
    }

    void wrongBytesOnTheNewDiskAreFound()
    {
        fs::create_directories(m_to);
        LyingDisk disk;
        {
            FolderCopy copy(m_from, m_to, disk, m_watch);
            QVERIFY(copy.count() && copy.copy());
            QVERIFY(copy.compare().error().code == ErrorCode::HashMismatch);
        }
        QVERIFY2(fs::is_empty(m_to), "a wrong copy is of no use to anybody");
        compareFolder(m_from);
    }

    void aDiskThatFillsUpLeavesNothingBehind()
    {
        fs::create_directories(m_to);
        FillingDisk disk(2'000'000);
        {
            FolderCopy copy(m_from, m_to, disk, m_watch);
            QVERIFY(copy.count());
            QVERIFY(copy.copy().error().code == ErrorCode::NoSpace);
        }
        QVERIFY(fs::is_empty(m_to));
        compareFolder(m_from);
    }

    void aStoppedCopyLeavesNothingBehind_data()
    {
        QTest::addColumn<int>("phase");
        QTest::newRow("counting") << int(Phase::Counting);
        QTest::newRow("copying") << int(Phase::Copying);
        QTest::newRow("comparing") << int(Phase::Comparing);
    }
    void aStoppedCopyLeavesNothingBehind()
    {
        QFETCH(int, phase);
        fs::create_directories(m_to);
        const MoveWatch stop = [phase](const MoveProgress &progress) {
            return int(progress.phase) != phase || (progress.bytes == 0 && progress.phase != Phase::Counting);
        };
        {
            FolderCopy copy(m_from, m_to, m_disk, stop);
            auto done = copy.count();
            if (done)
                done = copy.copy();
            if (done)
                done = copy.compare();
            QVERIFY(done.error().code == ErrorCode::Cancelled);
        }
        QVERIFY(fs::is_empty(m_to));
        compareFolder(m_from);
    }

    void whatAnUnfinishedMoveLeftIsReplaced()
    {
        write(m_to / ".mirrorlake-unfinished-move", "");
        write(m_to / "catalog.sqlite", "half of it");
        write(m_to / "store" / "rest", "of before");
        QVERIFY(moveFolder({m_from, m_to}, m_disk, goOn));
        compareFolder(m_to);
        QVERIFY(!fs::exists(m_to / "store" / "rest"));
    }

    void foldersThatWillNotDoAreNotTouched()
    {
        write(m_to / "thesis.tex", "years of work");
        for (const fs::path &to : {m_to, m_from / "within", m_from, m_from.parent_path(), fs::path("relative"),
                                   m_to / "thesis.tex", fs::path("/")}) {
            const auto moved = moveFolder({m_from, to}, m_disk, goOn);
            QVERIFY2(!moved && moved.error().code == ErrorCode::DataFolderUnusable, to.c_str());
            QVERIFY(!fs::is_symlink(m_from));
            compareFolder(m_from);
        }
        QCOMPARE(contentOf(m_to / "thesis.tex"), std::string("years of work"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
    fs::path m_from;
    fs::path m_to;
    store::Disk m_disk;
    MoveWatch m_watch = goOn;
};

QTEST_GUILESS_MAIN(FolderMoveTest)
#include "foldermove_test.moc"
