#include <QtTest>

#include "catalog/repobook.h"
#include "samples.h"

using namespace mirrorlake;
using namespace mirrorlake::catalog;
using test::commitSha;
using test::repoKey;
using test::revision;

class RepoBookTest : public QObject
{
    Q_OBJECT

private slots:
    void everyNameLeadsToTheSameRepo();
    void renamedTwiceIsOneStepAway();
    void renameBackIsNoCircle();
    void aRepoThatIsMadeAnewIsNoAliasAnyMore();
    void recordUnderAnAliasIsTheRepos();
    void ofTwoRecordsTheLaterCheckedStays();
    void whatWasKnownMovesAlong();
    void whatTheCanonicalNameHasStays();
    void typesAreDifferentRepos();
    void putAliasAgainIsNoNews();
};

void RepoBookTest::everyNameLeadsToTheSameRepo()
{
    RepoBook book;
    book.putRepo({repoKey("google-bert/bert"), Access::Public, 5});
    QVERIFY(book.putAlias(repoKey("bert"), repoKey("google-bert/bert")));
    book.putRef(repoKey("bert"), revision("main"), {commitSha(1), 7});
    QVERIFY(book.repo(repoKey("bert"))->key == repoKey("google-bert/bert"));
    QCOMPARE(book.ref(repoKey("google-bert/bert"), revision("main"))->checkedAt, 7);
    book.putTree(repoKey("bert"), commitSha(1));
    QVERIFY(book.hasTree(repoKey("google-bert/bert"), commitSha(1)));
    QVERIFY(book.removeRef(repoKey("bert"), revision("main")));
    QVERIFY(!book.removeRef(repoKey("bert"), revision("main")));
    QVERIFY(!book.ref(repoKey("google-bert/bert"), revision("main")));
}

void RepoBookTest::renamedTwiceIsOneStepAway()
{
    RepoBook book;
    book.putAlias(repoKey("a/a"), repoKey("b/b"));
    book.putAlias(repoKey("b/b"), repoKey("c/c"));
    QVERIFY(book.home(repoKey("a/a")) == repoKey("c/c"));
    QVERIFY(book.home(repoKey("b/b")) == repoKey("c/c"));
}

void RepoBookTest::renameBackIsNoCircle()
{
    RepoBook book;
    book.putAlias(repoKey("a/a"), repoKey("b/b"));
    book.putAlias(repoKey("b/b"), repoKey("a/a"));
    QVERIFY(book.home(repoKey("a/a")) == repoKey("a/a"));
    QVERIFY(book.home(repoKey("b/b")) == repoKey("a/a"));
    QVERIFY(!book.putAlias(repoKey("a/a"), repoKey("a/a")));
    QVERIFY(book.putAlias(repoKey("b/b"), repoKey("b/b")));
    QVERIFY(!book.isAlias(repoKey("b/b")));
}

void RepoBookTest::aRepoThatIsMadeAnewIsNoAliasAnyMore()
{
    RepoBook book;
    book.putAlias(repoKey("a/a"), repoKey("b/b"));
    QVERIFY(book.putAlias(repoKey("a/a"), repoKey("a/a")));
    QVERIFY(!book.isAlias(repoKey("a/a")));
    book.putRepo({repoKey("a/a"), Access::Public, 1});
    QVERIFY(!book.repo(repoKey("b/b")));
}

void RepoBookTest::recordUnderAnAliasIsTheRepos()
{
    RepoBook book;
    book.putAlias(repoKey("a/a"), repoKey("b/b"));
    QVERIFY(book.putRepo({repoKey("a/a"), Access::Public, 1}).key == repoKey("b/b"));
    QCOMPARE(book.repo(repoKey("b/b"))->access, Access::Public);
    QVERIFY(book.isAlias(repoKey("a/a")));
}

void RepoBookTest::ofTwoRecordsTheLaterCheckedStays()
{
    for (const std::int64_t checkedAt : {4, 5, 6}) {
        RepoBook book;
        book.putRepo({repoKey("a/a"), Access::Private, checkedAt});
        book.putRepo({repoKey("b/b"), Access::Public, 5});
        book.putAlias(repoKey("a/a"), repoKey("b/b"));
        QCOMPARE(book.repo(repoKey("b/b"))->access, checkedAt < 5 ? Access::Public : Access::Private);
    }
}

void RepoBookTest::whatWasKnownMovesAlong()
{
    RepoBook book;
    book.putRepo({repoKey("a/a"), Access::Gated, 3, Presence::Gone, 4});
    book.putRef(repoKey("a/a"), revision("main"), {commitSha(1), 2});
    book.putTree(repoKey("a/a"), commitSha(1));
    book.putAlias(repoKey("a/a"), repoKey("b/b"));
    const auto record = book.repo(repoKey("b/b"));
    QVERIFY(record && record->key == repoKey("b/b"));
    QCOMPARE(record->access, Access::Gated);
    QCOMPARE(record->presence, Presence::Gone);
    QVERIFY(book.ref(repoKey("b/b"), revision("main"))->commit == commitSha(1));
    QVERIFY(book.hasTree(repoKey("b/b"), commitSha(1)));
    QCOMPARE(book.repos().size(), 1u);
}

void RepoBookTest::whatTheCanonicalNameHasStays()
{
    RepoBook book;
    book.putRepo({repoKey("a/a"), Access::Public, 3});
    book.putRepo({repoKey("b/b"), Access::Gated, 9});
    book.putRef(repoKey("a/a"), revision("main"), {commitSha(1), 2});
    book.putRef(repoKey("a/a"), revision("v1"), {commitSha(1), 2});
    book.putRef(repoKey("b/b"), revision("main"), {commitSha(2), 8});
    book.putAlias(repoKey("a/a"), repoKey("b/b"));
    QCOMPARE(book.repo(repoKey("a/a"))->access, Access::Gated);
    QVERIFY(book.ref(repoKey("b/b"), revision("main"))->commit == commitSha(2));
    QVERIFY(book.ref(repoKey("b/b"), revision("v1"))->commit == commitSha(1));
    QCOMPARE(book.refs(repoKey("a/a")).size(), 2u);
}

void RepoBookTest::typesAreDifferentRepos()
{
    RepoBook book;
    book.putRef(repoKey("a/a"), revision("main"), {commitSha(1), 2});
    QVERIFY(!book.ref(repoKey("a/a", RepoType::Dataset), revision("main")));
}

void RepoBookTest::putAliasAgainIsNoNews()
{
    RepoBook book;
    QVERIFY(book.putAlias(repoKey("a/a"), repoKey("b/b")));
    QVERIFY(!book.putAlias(repoKey("a/a"), repoKey("b/b")));
    QVERIFY(book.putAlias(repoKey("a/a"), repoKey("c/c")));
    QVERIFY(book.removeAlias(repoKey("a/a")));
    QVERIFY(!book.removeAlias(repoKey("a/a")));
}

QTEST_GUILESS_MAIN(RepoBookTest)
#include "repobook_test.moc"
