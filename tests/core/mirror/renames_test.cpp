// A repo that is renamed, followed by another of its old name, turned private or deleted: the mirror follows what
// upstream says, once the time of a ref is over, and no later.
#include <QTest>

#include "core/mirror/mirrorharness.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;

namespace {

constexpr auto oldKey = "models/org/name";
constexpr auto newKey = "models/new-org/name";
const std::string asked = "/org/name/resolve/main/file.txt";

} // namespace

class RenamesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void renamedRepoIsServedUnderBothNames();
    void otherRepoUnderTheOldNameIsSeen();
    void otherRepoIsSeenWhileTheRenamedOneIsAskedForAllTheTime();
    void otherRepoIsSeenByEveryDoor_data();
    void otherRepoIsSeenByEveryDoor();
    void oldNameCostsOneCallATime();
    void commitUnderAnOldNameCostsNothing();
    void oldNameOutlivesUpstream();
    void renamedTwiceLeadsToTheLast();
    void turnedPrivateIsForItsMembers();
    void renamedAndPrivateIsForItsMembers();
    void privateRepoUnderTheOldNameIsForItsMembers();
    void deletedRepoIsGoneForAll();

private:
    void later() { m_mirror->clock.advance(std::chrono::minutes(2)); }
    void rename()
    {
        QVERIFY(m_mirror->hub.world().rename(oldKey, "new-org/name"));
        later();
        QCOMPARE(m_mirror->get(asked).header("Location"), "/new-org/name/resolve/" + m_sha + "/file.txt");
    }
    std::string recreate()
    {
        return m_mirror->hub.world().commit(oldKey, "main", {{"file.txt", textContent("another")}});
    }
    std::string bodyOf(const std::string &target, MirrorHarness::Headers headers = {})
    {
        const Got got = m_mirror->get(target, headers);
        return got.status == 307 ? m_mirror->get(got.header("Location"), headers).body : got.body;
    }
    void makePrivate(const char *key)
    {
        QVERIFY(m_mirror->hub.world().change(key, [](fakehub::Repo &repo) {
            repo.isPrivate = true;
            repo.members = {"alice"};
        }));
    }

    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void RenamesTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    m_sha = m_mirror->hub.world().commit(
        oldKey, "main", {{"file.txt", textContent("one")}, {"big.bin", generatedContent(3, 300'000), true}});
    QCOMPARE(bodyOf(asked), std::string("one"));
}

void RenamesTest::renamedRepoIsServedUnderBothNames()
{
    rename();
    QCOMPARE(bodyOf(asked), std::string("one"));
    QCOMPARE(bodyOf("/new-org/name/resolve/main/file.txt"), std::string("one"));
    const Got info = m_mirror->get("/api/models/org/name/revision/main");
    QCOMPARE(nlohmann::json::parse(info.body)["id"].get<std::string>(), std::string("new-org/name"));
}

void RenamesTest::otherRepoUnderTheOldNameIsSeen()
{
    rename();
    const std::string another = recreate();
    QCOMPARE(bodyOf(asked), std::string("one")); // believed for the time of a ref
    later();
    QCOMPARE(m_mirror->get(asked).header("Location"), "/org/name/resolve/" + another + "/file.txt");
    QCOMPARE(bodyOf(asked), std::string("another"));
    QCOMPARE(bodyOf("/new-org/name/resolve/main/file.txt"), std::string("one"));
    QCOMPARE(bodyOf("/new-org/name/resolve/" + m_sha + "/file.txt"), std::string("one"));
    QCOMPARE(m_mirror->get("/org/name/resolve/" + m_sha + "/big.bin").status, 404);
    m_mirror->restart();
    QCOMPARE(bodyOf(asked), std::string("another"));
    QCOMPARE(bodyOf("/new-org/name/resolve/main/file.txt"), std::string("one"));
}

void RenamesTest::otherRepoIsSeenWhileTheRenamedOneIsAskedForAllTheTime()
{
    rename();
    recreate();
    later();
    QCOMPARE(bodyOf("/new-org/name/resolve/main/file.txt"), std::string("one")); // its branch is fresh now
    QCOMPARE(bodyOf(asked), std::string("another"));
}

void RenamesTest::otherRepoIsSeenByEveryDoor_data()
{
    QTest::addColumn<QString>("target");
    for (const char *target :
         {"/api/models/org/name", "/api/models/org/name/revision/main", "/api/models/org/name/tree/main",
          "/api/models/org/name/refs", "/api/models/org/name/commits/main"})
        QTest::newRow(target) << QString::fromUtf8(target);
}

void RenamesTest::otherRepoIsSeenByEveryDoor()
{
    QFETCH(QString, target);
    const std::string door = target.toStdString();
    rename();
    const Got before = m_mirror->get(door);
    QCOMPARE(before.status, 200);
    const std::string another = recreate();
    later();
    const Got after = m_mirror->get(door);
    QCOMPARE(after.status, 200);
    QVERIFY(after.body != before.body);
    if (!after.header("X-Repo-Commit").empty())
        QCOMPARE(after.header("X-Repo-Commit"), another);
}

void RenamesTest::oldNameCostsOneCallATime()
{
    rename();
    later();
    m_mirror->hub.log().clear();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(bodyOf(asked), std::string("one"));
    QCOMPARE(m_mirror->hub.log().count("/api/models/org/name"), std::size_t(1));
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(2)); // with the redirect followed
}

void RenamesTest::commitUnderAnOldNameCostsNothing()
{
    rename();
    later();
    m_mirror->hub.log().clear();
    QCOMPARE(bodyOf("/org/name/resolve/" + m_sha + "/file.txt"), std::string("one"));
    QCOMPARE(m_mirror->hub.log().count(), std::size_t(0));
}

void RenamesTest::oldNameOutlivesUpstream()
{
    rename();
    later();
    m_mirror->hub.knobs().add({.status = 503});
    QCOMPARE(bodyOf(asked), std::string("one"));
    m_mirror->hub.knobs().clear();
    m_mirror->restart(true);
    QCOMPARE(bodyOf(asked), std::string("one"));
}

void RenamesTest::renamedTwiceLeadsToTheLast()
{
    rename();
    QVERIFY(m_mirror->hub.world().rename(newKey, "last/name"));
    later();
    QCOMPARE(m_mirror->get(asked).header("Location"), "/last/name/resolve/" + m_sha + "/file.txt");
    QCOMPARE(bodyOf(asked), std::string("one"));
}

void RenamesTest::turnedPrivateIsForItsMembers()
{
    makePrivate(oldKey);
    later();
    QCOMPARE(m_mirror->get(asked).status, 401);
    QCOMPARE(m_mirror->get(asked).header("X-Error-Code"), std::string("RepoNotFound"));
    QCOMPARE(m_mirror->get(asked, {bearer("bob")}).header("X-Error-Code"), std::string("RepoNotFound"));
    QCOMPARE(bodyOf(asked, {bearer("alice")}), std::string("one"));
    QCOMPARE(m_mirror->get("/org/name/resolve/" + m_sha + "/file.txt").status, 401);
}

void RenamesTest::renamedAndPrivateIsForItsMembers()
{
    rename();
    makePrivate(newKey);
    later();
    QCOMPARE(m_mirror->get(asked).status, 401);
    QCOMPARE(bodyOf(asked, {bearer("alice")}), std::string("one"));
    later();
    QCOMPARE(m_mirror->get(asked).status, 401);
    QCOMPARE(m_mirror->get("/new-org/name/resolve/" + m_sha + "/file.txt").status, 401);
    QCOMPARE(bodyOf(asked, {bearer("alice")}), std::string("one"));
}

void RenamesTest::privateRepoUnderTheOldNameIsForItsMembers()
{
    rename();
    recreate();
    makePrivate(oldKey);
    later();
    QCOMPARE(m_mirror->get(asked).status, 401); // and not the renamed one's file
    QCOMPARE(bodyOf(asked, {bearer("alice")}), std::string("another"));
    QCOMPARE(bodyOf("/new-org/name/resolve/main/file.txt"), std::string("one"));
    QCOMPARE(m_mirror->get(asked).status, 401);
}

void RenamesTest::deletedRepoIsGoneForAll()
{
    QVERIFY(m_mirror->hub.world().erase(oldKey));
    later();
    QCOMPARE(m_mirror->get(asked).header("X-Error-Code"), std::string("RepoNotFound"));
    QCOMPARE(m_mirror->get(asked, {bearer("alice")}).header("X-Error-Code"), std::string("RepoNotFound"));
    const std::string again = recreate();
    later();
    QCOMPARE(m_mirror->get(asked).header("X-Repo-Commit"), again);
    QCOMPARE(bodyOf(asked), std::string("another"));
}

QTEST_GUILESS_MAIN(RenamesTest)
#include "renames_test.moc"
