#include <QTest>

#include "mirror/pinnedfiles.h"
#include "support/manualclock.h"

using namespace mirrorlake;
using namespace mirrorlake::mirror;
using namespace mirrorlake::test;
using namespace std::chrono_literals;

class PinnedFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void addressIsRememberedAsItWasSent();
    void newestCounts();
    void nothingIsRememberedForLong();
    void numberIsBounded();

private:
    static std::shared_ptr<const PinnedFile> file(std::int64_t size)
    {
        const auto repo = RepoId::parse("org/name");
        const auto commit = CommitSha::parse(std::string(40, 'a'));
        const auto path = RepoPath::parse("config.json");
        const auto blob = BlobHash::parse(std::string(40, 'b'));
        catalog::TreeEntry entry;
        entry.path = "config.json";
        entry.size = size;
        return std::make_shared<const PinnedFile>(
            PinnedFile{{RepoKey{RepoType::Model, *repo}, *commit, *path, std::move(entry), *blob}, {}});
    }

    ManualClock m_clock;
    PinnedFiles m_files{m_clock};
};

void PinnedFilesTest::addressIsRememberedAsItWasSent()
{
    const auto put = file(1);
    m_files.put("/org/name/resolve/a/config.json", put);
    QCOMPARE(m_files.find("/org/name/resolve/a/config.json"), put);
    QVERIFY(!m_files.find("/org/name/resolve/a/config.json?download=true"));
    QVERIFY(!m_files.find("/Org/name/resolve/a/config.json"));
}

void PinnedFilesTest::newestCounts()
{
    m_files.put("/a", file(1));
    m_files.put("/a", file(2));
    QCOMPARE(m_files.find("/a")->content.entry.size, 2);
    m_clock.advance(6s);
    m_files.put("/a", file(3));
    QCOMPARE(m_files.find("/a")->content.entry.size, 3);
}

void PinnedFilesTest::nothingIsRememberedForLong()
{
    m_files.put("/a", file(1));
    m_clock.advance(4s);
    QVERIFY(m_files.find("/a"));
    m_clock.advance(2s);
    QVERIFY(m_files.find("/a")); // asking does not make it younger
    m_clock.advance(5s);
    QVERIFY(!m_files.find("/a"));
    m_files.put("/b", file(1));
    m_clock.advance(1h);
    QVERIFY(!m_files.find("/b"));
}

void PinnedFilesTest::numberIsBounded()
{
    const auto one = file(1);
    std::size_t held = 0;
    for (std::size_t i = 0; i < 3 * PinnedFiles::most; ++i)
        m_files.put("/" + std::to_string(i), one);
    for (std::size_t i = 0; i < 3 * PinnedFiles::most; ++i)
        held += m_files.find("/" + std::to_string(i)) ? 1 : 0;
    QVERIFY(held > 0 && held <= PinnedFiles::most);
}

QTEST_GUILESS_MAIN(PinnedFilesTest)
#include "pinnedfiles_test.moc"
