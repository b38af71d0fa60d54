#include <QTest>

#include "ui/models/cachedfilter.h"
#include "ui/models/cachedmodel.h"
#include "ui/models/fileselection.h"
#include "ui/models/filetreemodel.h"
#include "ui/models/foundmodel.h"
#include "ui/modelscene.h"
#include "ui/scenes.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::ui;
using namespace mirrorlake::test;

namespace {

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class ModelsTest : public QObject
{
    Q_OBJECT

private slots:
    void resultsGrowPageByPageAndEachPageIsAskedForOnce()
    {
        FoundModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.replace(sceneSearch({}));
        QCOMPARE(model.rowCount(), 10);
        QVERIFY(model.next() == "2");
        QSignalSpy wanted(&model, &FoundModel::moreWanted);
        FoundModel untested;
        untested.replace(sceneSearch({}));
        QSignalSpy once(&untested, &FoundModel::moreWanted);
        QVERIFY(untested.canFetchMore({}));
        untested.fetchMore({});
        untested.fetchMore({});
        QCOMPARE(once.size(), 1);
        library::SearchQuestion next;
        next.cursor = "3";
        untested.append(sceneSearch(next));
        QCOMPARE(untested.rowCount(), 20);
        QVERIFY(!untested.canFetchMore({}));
    }

    void whatIsCachedOrGatedIsMarked()
    {
        FoundModel model;
        model.replace(sceneSearch({}));
        QVERIFY(model.index(0).data(FoundModel::BadgeRole).toString().endsWith(u" here"_s));
        QCOMPARE(model.index(7).data(FoundModel::BadgeRole).toString(), u"gated"_s);
        QVERIFY(model.index(1).data(FoundModel::BadgeRole).toString().isEmpty());
        QVERIFY(model.index(0).data(FoundModel::SecondLineRole).toString().contains(u"12 Jan 2025"_s));
        QVERIFY(model.index(0).data(FoundModel::SizeRole).toString().startsWith(u"7.62"_s));
    }

    void boxesOfGroupsAndFilesAgree()
    {
        FileTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy byHand(&model, &FileTreeModel::chosenByHand);
        model.setFiles(sceneCard({.repo = repoKey("org/name")}).files);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.sum().chosen, 14);
        const QModelIndex weights = model.index(0, 0);
        QCOMPARE(model.rowCount(weights), 4);
        QVERIFY(model.setData(weights, Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.sum().chosen, 10);
        QCOMPARE(weights.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(model.setData(model.index(1, 0, weights), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(weights.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
        QCOMPARE(byHand.size(), 2);
        model.choose({u"config.json"_s});
        QCOMPARE(model.chosen(), std::vector<std::string>{"config.json"});
        QCOMPARE(byHand.size(), 2);
        QCOMPARE(model.sum().chosenHeld, 663);
    }

    void partlyHeldFilesCountWithWhatIsThere()
    {
        FileTreeModel model;
        model.setFiles({{.path = "a.gguf", .size = 100, .presence = library::Presence::Partial, .heldBytes = 68},
                        {.path = "b.gguf", .size = 50, .presence = library::Presence::Complete, .heldBytes = 50}});
        QCOMPARE(model.sum().chosenBytes - model.sum().chosenHeld, 32);
        const QModelIndex group = model.index(0, 0);
        QCOMPARE(model.index(0, FileTreeModel::Cached, group).data().toString(), u"68\u00a0%"_s);
        QCOMPARE(model.index(1, FileTreeModel::Cached, group).data().toString(), u"cached"_s);
    }

    void presetsAndPatternsChooseWhatTheyName()
    {
        const library::Card plain = sceneCard({.repo = repoKey("org/name")});
        const auto presets = presetsFor(plain);
        QCOMPARE(presets.size(), 2u);
        QCOMPARE(filesOf(plain.files, presets[0]).size(), 14);
        const auto tensors = filesOf(plain.files, presets[1]);
        QVERIFY(tensors.contains(u"model-00001-of-00004.safetensors"_s));
        const library::Card gguf = sceneCard({.repo = repoKey("org/name-GGUF")});
        const auto quantisations = presetsFor(gguf);
        QCOMPARE(quantisations.size(), 3u);
        const auto small = filesOf(gguf.files, quantisations[1]);
        QVERIFY(small.contains(u"qwen2.5-7b-instruct-q4_k_m.gguf"_s));
        QVERIFY(!small.contains(u"qwen2.5-7b-instruct-q8_0.gguf"_s));
        const auto configs = filesOf(plain.files, withPatterns(presets[0], u"*.json, merges*"_s));
        QCOMPARE(configs.size(), 7);
        QVERIFY(filesOf(plain.files, withPatterns(presets[0], u"*.nothing"_s)).isEmpty());
    }

    void heldReposComeChangeAndGoInSpans()
    {
        CachedModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        CachedFilter filter(model);
        filter.setSourceModel(&model);
        const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setNow(sceneTime);
        filter.sort(CachedModel::Size, Qt::DescendingOrder);
        library::HeldPage page = sceneHeld();
        model.update(page.repos, sceneTime);
        QCOMPARE(cell(filter, 0, CachedModel::Repo), u"Qwen/Qwen2.5-72B-Instruct"_s);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        page.repos.erase(page.repos.begin());
        page.repos[0].hits += 1;
        model.update(page.repos, sceneTime + 1);
        QCOMPARE(model.rowCount(), 13);
        QVERIFY(reset.isEmpty());
    }

    void numbersAreSortedAsNumbersInEveryColumn()
    {
        CachedModel model;
        CachedFilter filter(model);
        filter.setSourceModel(&model);
        model.update(manyHeld(300).repos, sceneTime);
        for (const int column : {CachedModel::Size, CachedModel::LastUsed, CachedModel::Hits, CachedModel::Shared}) {
            filter.sort(column, Qt::AscendingOrder);
            qint64 before = -1;
            for (int row = 0; row < filter.rowCount(); ++row) {
                const qint64 value = filter.index(row, column).data(CachedModel::SortRole).toLongLong();
                QVERIFY(value >= before);
                before = value;
            }
        }
    }

    void segmentsAndWordsFindRepos()
    {
        CachedModel model;
        CachedFilter filter(model);
        filter.setSourceModel(&model);
        filter.setNow(sceneTime);
        model.update(sceneHeld().repos, sceneTime);
        QCOMPARE(filter.countOf(CachedFilter::All), 14);
        QCOMPARE(filter.countOf(CachedFilter::Pinned), 4);
        QCOMPARE(filter.countOf(CachedFilter::Unused), 4);
        filter.setSegment(CachedFilter::Pinned);
        QCOMPARE(filter.rowCount(), 4);
        filter.setSegment(CachedFilter::All);
        filter.setWords(u"qwen2.5"_s);
        QCOMPARE(filter.rowCount(), 5);
        filter.setWords(u"v1"_s);
        QVERIFY(filter.rowCount() >= 1);
    }
};

QTEST_GUILESS_MAIN(ModelsTest)
#include "models_test.moc"
