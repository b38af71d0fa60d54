// Cards, what is held, what is found, and the end.
#include <QTest>

#include "core/library/libraryfixture.h"

using namespace mirrorlake;
using namespace mirrorlake::library;

class LibraryTest : public LibraryFixture
{
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void aCardHasInfoRefsFilesAndQuantisations();
    void aCardWithoutUpstreamSaysWhatIsHere();
    void aCardOfWhatIsNotThereIsAnError();
    void aPrivateRepoIsShownByTheMirrorsOwnRight();
    void removingFreesWhatWasSaid();
    void findsByNameFileAndHash();
    void stoppedItRefuses();
};

void LibraryTest::aCardHasInfoRefsFilesAndQuantisations()
{
    m_rig->hub.world().setRef("models/org/name", "refs/tags/v1", m_sha);
    fetch("org/other");
    const auto shown = card({key("org/name")});
    QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
    QCOMPARE(shown->commit, m_sha);
    QVERIFY(shown->repo.isGated);
    QCOMPARE(shown->repo.downloads, std::int64_t{500});
    QCOMPARE(shown->repo.licence, std::string("mit"));
    QVERIFY(std::ranges::find(shown->refs, CardRef{"v1", m_sha}) != shown->refs.end());
    QCOMPARE(shown->fileCount, std::int64_t{4});
    QCOMPARE(shown->files.size(), 4u);
    QCOMPARE(shown->files[3].path, std::string("name-Q8_0.gguf"));
    QVERIFY(shown->files[3].presence == Presence::Complete); // the other repo has the same
    QVERIFY(shown->files[2].presence == Presence::Missing);
    QCOMPARE(shown->heldBytes, std::int64_t{80'000});
    QVERIFY(shown->bytes > 120'000 && shown->freeSpace > 0);
    QVERIFY(shown->quantisations == (std::vector<Quantisation>{{"Q4_K_M", 40'000, 0, 1}, {"Q8_0", 80'000, 80'000, 1}}));
    const auto second = card({key("org/name"), "main", false, 3, 1});
    QVERIFY(second && second->files.size() == 1 && second->files[0].path == "name-Q8_0.gguf");
    QCOMPARE(second->fileCount, std::int64_t{4});
}

void LibraryTest::aCardWithoutUpstreamSaysWhatIsHere()
{
    fetch("org/other");
    m_rig->hub.stop();
    const auto shown = card({key("org/other")});
    QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
    QVERIFY(shown->reach == Reach::Unreachable && !shown->reason.empty());
    QCOMPARE(shown->fileCount, std::int64_t{2});
    QCOMPARE(shown->heldBytes, std::int64_t{110'000});
    QCOMPARE(shown->revisions.size(), 1u);
    const auto here = card({key("org/other"), "main", true});
    QVERIFY(here && here->reach == Reach::NotAsked && here->reason.empty());
    QVERIFY(!card({key("org/name"), "main", true}));
}

void LibraryTest::aCardOfWhatIsNotThereIsAnError()
{
    const auto missing = card({key("org/nothing")});
    QVERIFY(!missing && missing.error().code == ErrorCode::RepoNotFound);
    const auto revision = card({key("org/other"), "v9"});
    QVERIFY(!revision && revision.error().code == ErrorCode::RevisionNotFound);
    QVERIFY(!card({key("org/other"), "../x"}));
}

void LibraryTest::aPrivateRepoIsShownByTheMirrorsOwnRight()
{
    m_rig->hub.world().change("models/else/third", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
    QVERIFY(!card({key("else/third")}));
    openLibrary(false, fakehub::tokenOf("alice"));
    const auto shown = card({key("else/third")});
    QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
    QVERIFY(shown->repo.isPrivate);
    QCOMPARE(shown->fileCount, std::int64_t{1});
    const auto kept = m_rig->catalog().loadDocument("/api/models/else/third/revision/main");
    QVERIFY(!kept || !*kept); // nothing of a closed repo is kept for others
}

void LibraryTest::removingFreesWhatWasSaid()
{
    fetch("org/other");
    const auto page = held();
    QVERIFY(page && page->repos.size() == 1);
    QCOMPARE(page->repos[0].freedBytes, std::int64_t{110'000});
    sweep::Sweeper sweeper({m_rig->catalog(), m_rig->store(), m_clock, [] { return std::vector<BlobHash>(); }}, {});
    const auto gone = sweeper.remove(*sweep::Pin::parse("org/other"), true);
    QVERIFY(gone);
    QCOMPARE(gone->freed, page->repos[0].freedBytes);
    m_library->changed();
    QVERIFY(held()->repos.empty());
}

void LibraryTest::findsByNameFileAndHash()
{
    fetch("org/other");
    auto found = find("OTHER");
    QVERIFY(found && found->repos.size() == 1 && found->files.empty());
    found = find("x.bin");
    QVERIFY(found && found->files.size() == 1 && found->files[0].isHere);
    QCOMPARE(found->files[0].repo.id.text(), std::string("org/other"));
    QCOMPARE(found->files[0].size, std::int64_t{30'000});
    const std::string hash = found->files[0].hash;
    found = find(hash.substr(0, 12));
    QVERIFY(found && found->files.size() == 1 && found->files[0].path == "x.bin");
    found = find(found->files[0].commit);
    QVERIFY(found && found->repos.size() == 1);
    found = find("*.gguf");
    QVERIFY(found && found->files.size() == 1);
    m_rig->catalog().removeTree(key("org/other"), *CommitSha::parse(m_rig->hub.world().head("models/org/other")));
    m_library->changed();
    found = find(hash);
    QVERIFY(found && found->files.empty());
    QCOMPARE(found->strayBlob, hash);
    QCOMPARE(found->strayBytes, std::int64_t{30'000});
}

void LibraryTest::stoppedItRefuses()
{
    m_upstream->stop();
    m_library->stop();
    const auto answer = search({});
    QVERIFY(!answer && answer.error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(LibraryTest)
#include "library_test.moc"
