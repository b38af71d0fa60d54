#include "gui/windowfixture.h"

#include <QCheckBox>
#include <QLabel>
#include <QTabBar>
#include <QTableView>
#include <QTimeEdit>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

control::Snapshot keptScene()
{
    control::Snapshot scene = idleScene();
    std::vector<preload::Job> jobs;
    for (const char *name : {"Qwen/Qwen3-32B", "BAAI/bge-m3", "org/once"}) {
        preload::Job job{.id = preload::JobId(jobs.size() + 1),
                         .repo = {.type = RepoType::Model, .id = *RepoId::parse(name)},
                         .revision = *Revision::parse("main")};
        job.isKeptCurrent = job.id != 3;
        job.state = preload::JobState::Done;
        job.schedule = job.id == 1 ? "02:00-07:00" : "";
        job.checkedAt = sceneTime - 9 * 3600;
        if (job.id == 1)
            job.note = {.kind = preload::JobNote::Kind::Changed,
                        .since = "1df85071",
                        .added = 2,
                        .changed = 1,
                        .paths = {"config.json"}};
        jobs.push_back(std::move(job));
    }
    scene.jobs = std::make_shared<const std::vector<preload::Job>>(std::move(jobs));
    return scene;
}

struct SchedulesFixture : WindowFixture
{
    explicit SchedulesFixture(Dress &dress, const control::Snapshot &scene = keptScene()) : WindowFixture(dress, scene)
    {
        window->openPage(ui::PageId::Models);
        auto *tabs = find<QTabBar>("modelTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
        table = find<QTableView>("keptTable");
        settle();
    }

    void settle() const
    {
        window->refresh();
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }
    QString cell(int row, int column) const { return table->model()->index(row, column).data().toString(); }
    void choose(const QString &repo) const
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (cell(row, 0).startsWith(repo))
                QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                                  table->visualRect(table->model()->index(row, 0)).center());
        }
    }

    QTableView *table;
};

} // namespace

class SchedulesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        m_dress = std::make_unique<Dress>();
    }
    void cleanupTestCase() { m_dress.reset(); }

    void whatIsKeptCurrentTellsWhatChangedAndWhenItLooksNext()
    {
        const SchedulesFixture fixture(*m_dress);
        QCOMPARE(fixture.table->model()->rowCount(), 2);
        QStringList all;
        for (int row = 0; row < 2; ++row) {
            for (int column = 0; column < fixture.table->model()->columnCount(); ++column)
                all += fixture.cell(row, column);
        }
        const QString text = all.join(u'|');
        QVERIFY2(text.contains(u"2 added, 1 changed, 0 removed"_s), qPrintable(text));
        QVERIFY2(text.contains(u"tomorrow 02:00"_s), qPrintable(text));
        QVERIFY2(text.contains(u"9 h ago"_s) && text.contains(u"|now"_s), qPrintable(text));
    }

    void hoursAreSetAndTheNextRunIsTold()
    {
        SchedulesFixture fixture(*m_dress);
        QVERIFY(fixture.find<QLabel>("nextRun")->text().contains(u"any hour"_s));
        auto *box = fixture.find<QCheckBox>("hoursBox");
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(10, box->height() / 2));
        QVERIFY(box->isChecked());
        fixture.find<QTimeEdit>("hoursFrom")->setTime(QTime(22, 0));
        fixture.find<QTimeEdit>("hoursUntil")->setTime(QTime(5, 30));
        QVERIFY(fixture.click("applyHoursButton"));
        fixture.settle();
        QCOMPARE(fixture.control.kept.preload.schedule, "22:00-05:30");
        const QString next = fixture.find<QLabel>("nextRun")->text();
        QVERIFY2(next.contains(u"today 22:00"_s) && next.contains(u"7 h 27 min"_s), qPrintable(next));
        QVERIFY(!fixture.find<QAbstractButton>("applyHoursButton")->isEnabled());
    }

    void lookNowHoursAndLettingGoReachTheJob()
    {
        SchedulesFixture fixture(*m_dress);
        QVERIFY(!fixture.find<QAbstractButton>("lookNowButton")->isEnabled());
        fixture.choose(u"Qwen/Qwen3-32B"_s);
        QVERIFY(fixture.click("lookNowButton"));
        QCOMPARE(fixture.control.work.commands.back(), std::pair(preload::JobId(1), preload::JobCommand::Retry));
        QVERIFY(fixture.click("takeHoursButton"));
        QVERIFY(fixture.control.work.changes.back().second.schedule.has_value());
        QVERIFY(fixture.click("letGoButton"));
        QCOMPARE(fixture.control.work.changes.back().second.isKeptCurrent, std::optional(false));
    }

    void withoutAnyTheWayToOneIsShown()
    {
        const SchedulesFixture fixture(*m_dress, idleScene());
        QVERIFY(!fixture.table->isVisible());
        for (auto *button : fixture.find<QWidget>("schedulesPanel")->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName() == u"Search models"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QCOMPARE(fixture.find<QTabBar>("modelTabs")->currentIndex(), 0);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(SchedulesTest)
#include "schedules_test.moc"
