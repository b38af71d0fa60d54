#include <QTest>

#include "sweep/pin.h"
#include "views.h"

#include <random>

using namespace mirrorlake;
using namespace mirrorlake::sweep;
using namespace mirrorlake::test;
using namespace std::chrono_literals;

namespace {

Plan plan(const CacheView &view, std::string_view policy, std::int64_t toFree, const Rules &rules = {})
{
    return makePlan(view, *makePolicy(policy), rules, toFree, Reason::ByHand);
}

using Numbers = std::vector<int>;

} // namespace

class PlanTest : public QObject
{
    Q_OBJECT

private slots:
    void eachPolicyHasItsOwnFirst()
    {
        CacheView view{now, {heldBlob(1, 100, 500, 9), heldBlob(2, 900, 50, 5), heldBlob(3, 300, 100, 1)}, {}};
        view.blobs[2].facts.arrivedAt = now - 20'000;
        QCOMPARE(gone(view, plan(view, "lru", 1)), Numbers{1});
        QCOMPARE(gone(view, plan(view, "lfu", 1)), Numbers{3});
        QCOMPARE(gone(view, plan(view, "fifo", 1)), Numbers{3});
        QCOMPARE(gone(view, plan(view, "large-first", 1)), Numbers{2});
        QCOMPARE(gone(view, plan(view, "gdsf", 1)), Numbers{3});
        QVERIFY(!makePolicy("random"));
    }

    void inflationLiftsWhatIsUsedNowAboveWhatWasUsedMuch()
    {
        CacheView view{now, {heldBlob(1, 1 << 20, 5000, 40), heldBlob(2, 1 << 20, 10, 2)}, {}};
        QCOMPARE(gone(view, plan(view, "gdsf", 1)), Numbers{2});
        view.blobs[1].facts.inflation = 100;
        const Plan aged = plan(view, "gdsf", 1);
        QCOMPARE(gone(view, aged), Numbers{1});
        QCOMPARE(aged.inflation, 80.0);
    }

    void evictionNeverTouchesPinnedUsedOrYoung()
    {
        CacheView view{now, {heldBlob(1, 10, 900), heldBlob(2, 10, 800), heldBlob(3, 10, 5), heldBlob(4, 10, 700)}, {}};
        view.blobs[0].isPinned = true;
        view.blobs[1].isInUse = true;
        Rules rules;
        rules.minAge = 60s;
        rules.hardMaxAge = 1s;
        rules.minAge = 100s;
        view.blobs[2].facts.arrivedAt = now;
        const Plan all = plan(view, "lru", 1'000'000, rules);
        QCOMPARE(gone(view, all), Numbers{4});
        QCOMPARE(all.freed, 10);
        QCOMPARE(all.missing, 999'990);
        QCOMPARE(all.keptPinned, 1);
        QCOMPARE(all.keptInUse, 1);
        QCOMPARE(all.keptYoung, 1);
    }

    void agesLetGoWithoutBeingAskedForBytes()
    {
        CacheView view{now, {heldBlob(1, 10, 90), heldBlob(2, 10, 11), heldBlob(3, 10, 5)}, {}};
        Rules rules;
        rules.maxAge = 60s;
        QCOMPARE(gone(view, plan(view, "lru", 0, rules)), Numbers{1});
        rules.hardMaxAge = 100s;
        const Plan hard = plan(view, "lru", 0, rules);
        QCOMPARE(gone(view, hard), (Numbers{1, 2}));
        QCOMPARE(hard.blobs[1].reason, Reason::HardAge);
    }

    void whatNoCommitHasGoesByItsOwnRule()
    {
        CacheView view{now, {heldBlob(1, 10, 90), heldBlob(2, 10, 90)}, {}};
        view.blobs[0].isReferenced = false;
        Rules rules;
        rules.unreferencedAfter = 60s;
        const Plan found = plan(view, "lru", 0, rules);
        QCOMPARE(gone(view, found), Numbers{1});
        QCOMPARE(nameOf(found.blobs[0].reason), std::string_view("unreferenced"));
    }

    void anOldCommitGivesBackOnlyWhatItAloneHas()
    {
        const CacheView view{now,
                             {heldBlob(1, 10, 90), heldBlob(2, 20, 90), heldBlob(3, 40, 90)},
                             {snapshot(1, {0, 1}, false), snapshot(2, {1, 2})}};
        Rules rules;
        rules.oldCommitsAfter = 60s;
        const Plan found = plan(view, "lru", 0, rules);
        QCOMPARE(gone(view, found), Numbers{1});
        QCOMPARE(found.snapshots, std::vector<std::uint32_t>{0});
        QCOMPARE(found.freed, 10);
    }

    void aSnapshotGoesAsAWholeAndSharedBlobsStay()
    {
        const CacheView view{now,
                             {heldBlob(1, 10, 900), heldBlob(2, 20, 90), heldBlob(3, 40, 80), heldBlob(4, 5, 9999)},
                             {snapshot(1, {0, 1}), snapshot(2, {1, 2})}};
        Rules rules;
        rules.unit = Unit::Snapshots;
        const Plan first = plan(view, "lru", 6, rules);
        QCOMPARE(gone(view, first), (Numbers{4, 1})); // the one of no snapshot, then what only the first has
        const Plan both = plan(view, "lru", 1000, rules);
        QCOMPARE(gone(view, both), (Numbers{4, 1, 2, 3}));
        QCOMPARE(both.freed, 75);
        QCOMPARE(both.snapshots.size(), 2u);
    }

    void aSnapshotWithAPinnedFileStays()
    {
        CacheView view{now, {heldBlob(1, 10, 900), heldBlob(2, 20, 90)}, {snapshot(1, {0, 1})}};
        view.blobs[1].isPinned = true;
        Rules rules;
        rules.unit = Unit::Snapshots;
        QVERIFY(plan(view, "lru", 1000, rules).blobs.empty());
    }

    void aMillionBlobsAreDecidedSoon_data()
    {
        QTest::addColumn<QString>("policy");
        for (const std::string_view name : policyNames)
            QTest::newRow(name.data()) << QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }

    void aMillionBlobsAreDecidedSoon()
    {
        QFETCH(QString, policy);
        std::mt19937 random(7);
        static CacheView view;
        if (view.blobs.empty()) {
            view.now = now;
            for (int i = 0; i < 1'000'000; ++i)
                view.blobs.push_back(heldBlob(i, 1 + random() % 10'000'000, 1 + random() % 10'000'000, random() % 50));
        }
        std::int64_t half = 0;
        for (const HeldBlob &blob : view.blobs)
            half += blob.facts.size / 2;
        const Plan found = plan(view, policy.toStdString(), half);
        QVERIFY(found.freed >= half);
        QVERIFY(found.freed < half + 10'000'001);
    }

    void pinsAreReadAndMatched()
    {
        const RepoKey model{RepoType::Model, *RepoId::parse("org/name")};
        const RepoKey dataset{RepoType::Dataset, *RepoId::parse("org/name")};
        const auto pin = Pin::parse("org/*@main:*.safetensors");
        QVERIFY(pin);
        QCOMPARE(pin->text(), std::string("org/*@main:*.safetensors"));
        QVERIFY(pin->matchesRepo(model) && !pin->matchesRepo(dataset));
        QVERIFY(pin->matchesPath("sub/model.safetensors") && !pin->matchesPath("config.json"));
        QVERIFY(Pin::parse("datasets/org/name")->matchesRepo(dataset));
        QVERIFY(Pin::parse("org/name")->matchesPath("anything"));
        for (const char *bad : {"", "@main", ":x", "org/name@", "org/name@a\nb", "../x", "/org/name", "a b",
                                "org/na;me", "org/name:/x", "https://huggingface.co/org/name"})
            QVERIFY2(!Pin::parse(bad), bad);
    }
};

QTEST_GUILESS_MAIN(PlanTest)
#include "plan_test.moc"
