#include "gui/windowfixture.h"
#include "ui/downloads/jobtablemodel.h"
#include "ui/shell/actions.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using preload::JobCommand;
using preload::JobState;

namespace {

struct DownloadsFixture : WindowFixture
{
    DownloadsFixture(Dress &dress, const control::Snapshot &scene) : WindowFixture(dress, scene)
    {
        window->openPage(ui::PageId::Downloads);
        QCoreApplication::processEvents();
        table = find<QTableView>("downloadsTable");
    }

    QString cell(int row, int column) const { return table->model()->index(row, column).data().toString(); }
    void choose(int row) const
    {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(row, 1)).center());
    }
    QAction *action(const QString &text) const
    {
        const auto actions = table->actions();
        const auto found = std::ranges::find(actions, text, &QAction::text);
        return found == actions.end() ? nullptr : *found;
    }
    void changeJob(std::size_t at, const std::function<void(preload::Job &)> &change)
    {
        auto jobs = *control.next.jobs;
        change(jobs[at]);
        control.next.jobs = std::make_shared<const std::vector<preload::Job>>(std::move(jobs));
        window->refresh();
    }

    QTableView *table;
};

} // namespace

class DownloadsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void everyStateHasAWordAndAReason()
    {
        const DownloadsFixture fixture(*m_dress, busyScene());
        QCOMPARE(fixture.table->model()->rowCount(), int(busyScene().jobs->size()));
        for (int row = 0; row < fixture.table->model()->rowCount(); ++row) {
            const QModelIndex state = fixture.table->model()->index(row, ui::JobTableModel::State);
            QVERIFY(!state.data().toString().isEmpty());
            QVERIFY2(!state.data(ui::JobTableModel::SecondLineRole).toString().isEmpty(),
                     qPrintable(state.data().toString()));
        }
    }

    void nothingIsWholeBeforeItIsVerified()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        fixture.changeJob(0, [](preload::Job &job) {
            job.state = JobState::Verifying;
            job.doneBytes = job.bytes;
        });
        const QModelIndex progress = fixture.table->model()->index(0, ui::JobTableModel::Progress);
        QVERIFY(progress.data(ui::JobTableModel::ShareRole).toDouble() < 1.0);
    }

    void pauseResumeAndRetryFollowTheState()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        fixture.choose(0);
        const auto first = fixture.control.next.jobs->front().id;
        QVERIFY(fixture.click("pauseButton"));
        QCOMPARE(fixture.control.work.commands.back(), std::make_pair(first, JobCommand::Pause));
        fixture.changeJob(0, [](preload::Job &job) { job.state = JobState::Paused; });
        QVERIFY(fixture.click("pauseButton"));
        QCOMPARE(fixture.control.work.commands.back(), std::make_pair(first, JobCommand::Resume));
        fixture.changeJob(0, [](preload::Job &job) { job.state = JobState::Failed; });
        QVERIFY(fixture.click("pauseButton"));
        QCOMPARE(fixture.control.work.commands.back(), std::make_pair(first, JobCommand::Retry));
    }

    void pauseAllLeavesWhatIsOver()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        QVERIFY(fixture.click("pauseAllButton"));
        const auto open = std::ranges::count_if(*fixture.control.next.jobs,
                                                [](const auto &job) { return !preload::isOver(job.state); });
        QCOMPARE(qint64(fixture.control.work.commands.size()), qint64(open));
    }

    void jobsAreMovedAndRemoved()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        fixture.choose(1);
        QVERIFY(fixture.click("moveUp"));
        QCOMPARE(fixture.control.work.changes.back().second.position, std::optional<int>(0));
        QVERIFY(fixture.click("removeButton"));
        QCOMPARE(fixture.control.work.removed, std::vector<preload::JobId>{fixture.control.next.jobs->at(1).id});
    }

    void aFailureForLackOfATokenIsSaidWholeAndOffersOne()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        fixture.choose(0);
        QVERIFY(!fixture.find<QAbstractButton>("addTokenLink")->isVisible());
        fixture.changeJob(0, [](preload::Job &job) {
            job.state = JobState::Failed;
            job.reason = Reason(Error{ErrorCode::GatedRepo, "401 of the Hub"});
        });
        const QModelIndex row = fixture.table->currentIndex().siblingAtColumn(ui::JobTableModel::State);
        const QString reason = row.data(ui::JobTableModel::SecondLineRole).toString();
        const auto *state = fixture.find<QLabel>("jobState");
        QVERIFY2(state->text().endsWith(reason) && state->wordWrap(), qPrintable(state->text()));
        const QString tip = row.data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.startsWith(u"<qt>"_s) && tip.contains(u"401 of the Hub"_s), qPrintable(tip));
        QVERIFY(fixture.click("addTokenLink"));
        QVERIFY(fixture.find<QWidget>("field:upstream.token")->isVisible());
    }

    void whatIsOverIsTriedAgainAndNotMoved()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        fixture.choose(0);
        const ui::Actions &actions = fixture.window->context().actions;
        QVERIFY(!fixture.action(u"Try again"_s)->isEnabled());
        QVERIFY(actions.verb(ui::PageVerb::MoveDown)->isEnabled());
        fixture.changeJob(0, [](preload::Job &job) { job.state = JobState::Failed; });
        for (const ui::PageVerb verb :
             {ui::PageVerb::MoveTop, ui::PageVerb::MoveUp, ui::PageVerb::MoveDown, ui::PageVerb::MoveBottom})
            QVERIFY(!actions.verb(verb)->isEnabled());
        fixture.action(u"Try again"_s)->trigger();
        QCOMPARE(fixture.control.work.commands.back().second, JobCommand::Retry);
    }

    void nameAndCommandAreCopiedFromTheMenu()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        fixture.choose(0);
        const QString name = fixture.cell(0, ui::JobTableModel::Repo);
        fixture.action(u"Copy the name"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), name);
        fixture.action(u"Copy the command"_s)->trigger();
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY2(command.contains(u" hf download "_s + name), qPrintable(command));
        QVERIFY(fixture.action(u"Open on the Hub"_s));
    }

    void jobKeepsItsRowAndSelectionWhenTheQueueMoves()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        fixture.choose(1);
        const QString repo = fixture.cell(1, ui::JobTableModel::Repo);
        auto jobs = *fixture.control.next.jobs;
        std::swap(jobs[0].position, jobs[1].position);
        fixture.control.next.jobs = std::make_shared<const std::vector<preload::Job>>(jobs);
        fixture.window->refresh();
        QCOMPARE(fixture.table->currentIndex().siblingAtColumn(ui::JobTableModel::Repo).data().toString(), repo);
        QCOMPARE(fixture.cell(0, ui::JobTableModel::Repo), repo);
    }

    void modelHoldsItsPromises()
    {
        ui::JobTableModel model;
        const QAbstractItemModelTester tester(&model);
        const auto jobs = *busyScene().jobs;
        model.update(jobs);
        model.update({jobs[2], jobs[0]});
        model.update(jobs);
        QCOMPARE(model.rowCount(), int(jobs.size()));
        model.update({});
        QCOMPARE(model.rowCount(), 0);
    }

    void hoursLimitAndPriorityOfOneAreSetInItsMenu()
    {
        DownloadsFixture fixture(*m_dress, busyScene());
        fixture.choose(0);
        const preload::JobId first = fixture.control.next.jobs->front().id;
        const auto choice = [&](const QString &menu, const QString &words) -> QAction * {
            for (const QAction *entry : fixture.table->actions()) {
                if (!entry->menu() || entry->menu()->objectName() != menu)
                    continue;
                emit entry->menu()->aboutToShow();
                for (QAction *one : entry->menu()->actions()) {
                    if (one->text().startsWith(words))
                        return one;
                }
            }
            return nullptr;
        };
        const auto &changes = fixture.control.work.changes;
        choice(u"jobHours"_s, u"By night"_s)->trigger();
        QCOMPARE(changes.back().first, first);
        QCOMPARE(changes.back().second.schedule, std::optional<std::string>("22:00-06:00"));
        choice(u"jobLimits"_s, u"5.00"_s)->trigger();
        QCOMPARE(changes.back().second.maxBytesPerSecond, std::optional<std::int64_t>(5'000'000));
        fixture.changeJob(0, [](preload::Job &job) { job.maxBytesPerSecond = 7'000'000; });
        QVERIFY(choice(u"jobLimits"_s, u"7.00"_s)->isChecked());
        choice(u"jobPriorities"_s, u"Before"_s)->trigger();
        QCOMPARE(changes.back().second.priority, std::optional<int>(50));
        fixture.changeJob(0, [](preload::Job &job) { job.priority = 7; });
        QVERIFY(choice(u"jobPriorities"_s, u"7"_s)->isChecked());
        for (QAction *entry : fixture.table->actions()) {
            if (entry->objectName() == u"jobKeepCurrent"_s)
                entry->trigger();
        }
        QVERIFY(changes.back().second.isKeptCurrent.has_value());
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(DownloadsTest)
#include "downloads_test.moc"
