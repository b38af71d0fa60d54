// The pane below the queue, with real clicks.
#include "gui/windowfixture.h"
#include "ui/downloads/jobtablemodel.h"
#include "ui/jobdetails/chunkmap.h"
#include "ui/jobdetails/jobfilemodel.h"
#include "ui/jobdetails/jobsourcemodel.h"
#include "ui/jobscene.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr int patience = 20'000;
constexpr preload::JobId failedJob = 117;

struct DetailsFixture : WindowFixture
{
    explicit DetailsFixture(Dress &dress, QSize size = {1280, 800}) : WindowFixture(dress, busyScene(), size)
    {
        window->openPage(ui::PageId::Downloads);
        QCoreApplication::processEvents();
        table = find<QTableView>("downloadsTable");
        pane = find<QWidget>("jobDetails");
        tabs = find<QTabBar>("downloadTabs");
        map = find<ui::ChunkMap>("chunkMap");
        log = find<QPlainTextEdit>("jobLog");
        files = find<QTableView>("jobFilesTable");
    }

    void choose(int row) const
    {
        table->scrollTo(table->model()->index(row, 1));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(row, 1)).center());
    }
    int rowOf(preload::JobId id) const
    {
        const QAbstractItemModel &jobs = *table->model();
        const auto found = jobs.match(jobs.index(0, 0), ui::JobTableModel::JobIdRole, qint64(id), 1, Qt::MatchExactly);
        return found.isEmpty() ? -1 : found.front().row();
    }
    void openTab(int tab) const
    {
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
        QCoreApplication::processEvents();
    }
    QString fileAt(int row) const { return files->model()->index(row, ui::JobFileModel::File).data().toString(); }

    QTableView *table;
    QWidget *pane;
    QTabBar *tabs;
    ui::ChunkMap *map;
    QPlainTextEdit *log;
    QTableView *files;
};

} // namespace

class GuiJobDetailsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void aChosenJobShowsPartsFilesSourcesAndLog()
    {
        const DetailsFixture fixture(*m_dress);
        QVERIFY(!fixture.pane->isVisible());
        QVERIFY2(fixture.control.work.lookedAt.empty(), "nothing is asked for before somebody looks");
        fixture.choose(0);
        QVERIFY(fixture.pane->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(fixture.map->isVisible(), patience);
        QVERIFY(fixture.map->summary().contains(u"hashed 182"_s));
        QCOMPARE(fixture.tabs->tabText(1), u"Files 10"_s);
        QCOMPARE(fixture.tabs->tabText(2), u"Sources 2"_s);
        fixture.openTab(1);
        QVERIFY(fixture.files->isVisible());
        QCOMPARE(fixture.fileAt(0), u"model-00002-of-00004.safetensors"_s);
        fixture.openTab(2);
        const auto *sources = fixture.find<QTableView>("jobSourcesTable");
        QVERIFY(sources->isVisible());
        QCOMPARE(sources->model()->index(0, ui::JobSourceModel::Route).data().toString(), u"https://hf-mirror.com"_s);
        fixture.openTab(3);
        QVERIFY(fixture.log->isVisible());
        QVERIFY(fixture.log->toPlainText().contains(u"https://huggingface.co rests"_s));
    }

    void anotherFileOnItsWayIsChosen()
    {
        const DetailsFixture fixture(*m_dress);
        fixture.choose(0);
        auto *files = fixture.find<QComboBox>("partsFile");
        QTRY_VERIFY_WITH_TIMEOUT(files->isVisible(), patience);
        QCOMPARE(files->currentText(), u"model-00002-of-00004.safetensors"_s);
        QTest::keyClick(files, Qt::Key_Down);
        QCOMPARE(QByteArray::fromStdString(fixture.map->parts().path), QByteArray("model-00003-of-00004.safetensors"));
    }

    void anotherJobNeverShowsWhatTheFirstHad()
    {
        DetailsFixture fixture(*m_dress);
        std::vector<control::Then<preload::JobDetail>> waiting;
        fixture.control.work.jobDetails = [&](preload::JobId, auto then) { waiting.push_back(std::move(then)); };
        fixture.choose(0);
        QCOMPARE(waiting.size(), 1u);
        waiting[0](sceneDetail(111));
        QTRY_COMPARE_WITH_TIMEOUT(fixture.tabs->tabText(1), u"Files 10"_s, patience);
        fixture.choose(1);
        QCOMPARE(fixture.tabs->tabText(1), u"Files"_s);
        QVERIFY(fixture.log->toPlainText().isEmpty());
        QCOMPARE(fixture.files->model()->rowCount(), 0);
        QVERIFY(!fixture.map->isVisible());
        for (const auto &late : waiting)
            late(sceneDetail(111));
        waiting.back()(sceneDetail(112));
        QTRY_COMPARE_WITH_TIMEOUT(fixture.tabs->tabText(1), u"Files 1"_s, patience);
        QCOMPARE(fixture.fileAt(0), u"of-job-112.bin"_s);
    }

    void aFailedJobSaysWhyInItsLogAndItIsCopied()
    {
        const DetailsFixture fixture(*m_dress);
        fixture.choose(fixture.rowOf(failedJob));
        fixture.openTab(3);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.log->toPlainText().contains(u"failed: no token stored"_s), patience);
        QVERIFY(fixture.click("copyJobLog"));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"error   failed: no token stored"_s));
    }

    void keysOpenAndCloseIt()
    {
        const DetailsFixture fixture(*m_dress);
        fixture.choose(0);
        QVERIFY(fixture.pane->isVisible());
        QTest::keyClick(fixture.window.get(), Qt::Key_I, Qt::ControlModifier);
        QVERIFY(!fixture.pane->isVisible());
        fixture.choose(1);
        QVERIFY2(!fixture.pane->isVisible(), "whoever closed it does not want it");
        QTest::keyClick(fixture.window.get(), Qt::Key_I, Qt::ControlModifier);
        QVERIFY(fixture.pane->isVisible());
        QTest::keyClick(fixture.window.get(), Qt::Key_Escape);
        QVERIFY(!fixture.pane->isVisible());
    }

    void whatCannotBeSeenIsNotAskedFor()
    {
        const DetailsFixture fixture(*m_dress);
        fixture.choose(0);
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.control.work.lookedAt.empty(), patience);
        fixture.window->openPage(ui::PageId::Clients);
        const std::size_t asked = fixture.control.work.lookedAt.size();
        QTest::qWait(1500);
        QCOMPARE(fixture.control.work.lookedAt.size(), asked);
    }

    void wordsFollowTheLanguage()
    {
        const DetailsFixture fixture(*m_dress);
        fixture.choose(0);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.tabs->tabText(1), u"Files 10"_s, patience);
        m_dress->language.apply(u"zh_CN"_s);
        QCoreApplication::processEvents();
        QCOMPARE(fixture.tabs->tabText(1), u"文件 10"_s);
        QVERIFY(fixture.map->summary().contains(u"缺少"_s));
        m_dress->language.apply(u"en"_s);
    }

    void smallWindowsKeepMapAndChart()
    {
        const DetailsFixture fixture(*m_dress, {1024, 640});
        fixture.choose(0);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.map->isVisible(), patience);
        QVERIFY(!fixture.find<QWidget>("jobFacts")->isVisible());
        const auto *chart = fixture.find<QWidget>("jobSpeedChart");
        QVERIFY(chart->isVisible() && chart->height() >= chart->minimumSizeHint().height());
        QVERIFY(fixture.table->height() >= 3 * fixture.table->rowHeight(0));
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(GuiJobDetailsTest)
#include "jobdetails_test.moc"
