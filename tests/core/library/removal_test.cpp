// A repo that is removed is gone, whatever of it another repo has too.
#include <QTest>

#include "library/heldbook.h"
#include "support/heldblob.h"
#include "support/manualclock.h"
#include "sweep/sweeper.h"

#include <QTemporaryDir>

#include <filesystem>

using namespace mirrorlake;
using namespace std::chrono_literals;

namespace {

const RepoKey mine{RepoType::Model, *RepoId::parse("org/mine")};
const RepoKey theirs{RepoType::Model, *RepoId::parse("org/theirs")};
const Revision mainRevision = *Revision::parse("main");

CommitSha commit(char digit)
{
    return *CommitSha::parse(std::string(40, digit));
}

sweep::Pin named(const char *text)
{
    return *sweep::Pin::parse(text);
}

} // namespace

class RemovalTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const std::filesystem::path folder = m_folder->path().toStdString();
        m_catalog = std::move(*catalog::Catalog::open(folder / "catalog.db", m_clock));
        m_store = std::move(*store::BlobStore::open({.folder = folder / "store", .keepFree = mebibytes(1)}));
        m_sweeper.emplace(sweep::Sweeper::Parts{*m_catalog, *m_store, m_clock, [] { return std::vector<BlobHash>(); }},
                          sweep::SweepOptions());
        m_book.emplace(*m_catalog, *m_store, m_clock);
        m_shared = publish("shared by both");
        m_lone = publish("mine alone");
        tree(mine, 'a', {{"tokenizer.json", m_shared}, {"model.bin", m_lone}});
        tree(theirs, 'b', {{"tokenizer.json", m_shared}});
        m_catalog->putFile(mine, commit('c'), test::lfsEntry("tokenizer.json", m_shared));
        m_clock.advance(2h);
    }
    void cleanup()
    {
        m_book.reset();
        m_sweeper.reset();
        m_catalog.reset();
    }

    void whatIsDeletedForGoodIsForgottenAndOthersKeepTheirBytes()
    {
        QCOMPARE(listed(), QStringList({QStringLiteral("org/mine"), QStringLiteral("org/theirs")}));
        const auto removed = m_sweeper->remove(named("org/mine"), true);
        QVERIFY(removed);
        QCOMPARE(removed->freed, std::int64_t{10});
        QCOMPARE(listed(), QStringList{QStringLiteral("org/theirs")});
        QVERIFY(isHeld(m_shared) && !isHeld(m_lone));
        QVERIFY(!m_catalog->hasTree(mine, commit('a')));
        QVERIFY(!m_catalog->ref(mine, mainRevision));
        QVERIFY2(!m_catalog->fileInMemory(mine, commit('c'), "tokenizer.json"), "nor is a single file served as its");
        QVERIFY(!m_catalog->loadFile(mine, commit('c'), "tokenizer.json")->has_value());
        QVERIFY(m_catalog->hasTree(theirs, commit('b')));
        QVERIFY(m_catalog->ref(theirs, mainRevision));
    }

    void whatWentToTheTrashIsNotListedUntilItIsBack()
    {
        QVERIFY(m_sweeper->remove(named("org/mine")));
        QCOMPARE(listed(), QStringList{QStringLiteral("org/theirs")});
        QVERIFY(isHeld(m_shared));
        QCOMPARE(m_sweeper->restore(m_lone).value_or(0), std::int64_t{1});
        QCOMPARE(listed(), QStringList({QStringLiteral("org/mine"), QStringLiteral("org/theirs")}));
        QVERIFY(m_catalog->hasTree(mine, commit('a')));
    }

    void aRepoThatHasNothingOfItsOwnIsForgottenAtOnce()
    {
        const auto removed = m_sweeper->remove(named("org/theirs"));
        QVERIFY(removed);
        QVERIFY(removed->items.empty());
        QCOMPARE(listed(), QStringList{QStringLiteral("org/mine")});
        QVERIFY(isHeld(m_shared) && isHeld(m_lone));
        QVERIFY(!m_catalog->hasTree(theirs, commit('b')));
    }

    void onlyTheNamedRevisionIsForgotten()
    {
        tree(mine, 'd', {{"tokenizer.json", m_shared}, {"model.bin", publish("another")}}, "v2");
        m_clock.advance(2h);
        QVERIFY(m_sweeper->remove(named("org/mine@v2"), true));
        QVERIFY(!m_catalog->hasTree(mine, commit('d')));
        QVERIFY(m_catalog->hasTree(mine, commit('a')));
        QVERIFY(m_catalog->ref(mine, mainRevision));
        QVERIFY(isHeld(m_lone));
    }

    void whatIsPinnedOrOnlyPartlyNamedIsRemembered()
    {
        QVERIFY(m_sweeper->remove(named("org/mine:model.bin"), true));
        QVERIFY(m_catalog->hasTree(mine, commit('a')));
        m_catalog->putPin({"org/theirs", "", "", 1});
        QVERIFY(m_sweeper->remove(named("org/*"), true));
        QVERIFY(m_catalog->hasTree(theirs, commit('b')));
        QVERIFY(isHeld(m_shared));
    }

private:
    QStringList listed()
    {
        m_book->changed();
        QStringList names;
        const auto list = m_book->list();
        for (const library::HeldRepo &repo : (*list)->repos())
            names += QString::fromStdString(repo.repo.id.text());
        return names;
    }

    BlobHash publish(const std::string &bytes) { return test::holdBlob(*m_store, *m_catalog, bytes); }
    void tree(const RepoKey &repo, char digit, const std::vector<std::pair<std::string, BlobHash>> &files,
              const char *name = "main")
    {
        std::vector<catalog::TreeEntry> entries;
        for (const auto &[path, hash] : files)
            entries.push_back(test::lfsEntry(path, hash));
        m_catalog->putTree(repo, commit(digit), catalog::Tree::fromEntries(std::move(entries)));
        m_catalog->putRef(repo, *Revision::parse(name), {commit(digit), 1});
    }
    bool isHeld(const BlobHash &hash) const { return std::filesystem::exists(m_store->pathOf(hash)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock{unixSeconds(SystemClock().wall())};
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<store::BlobStore> m_store;
    std::optional<sweep::Sweeper> m_sweeper;
    std::optional<library::HeldBook> m_book;
    BlobHash m_shared = *BlobHash::parse(std::string(64, '0'));
    BlobHash m_lone = m_shared;
};

QTEST_GUILESS_MAIN(RemovalTest)
#include "removal_test.moc"
