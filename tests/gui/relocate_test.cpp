// The cache goes to another folder by the window: what is asked, said and done, on paper; tests/core/relocate moves
// files.
#include "gui/windowfixture.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QSemaphore>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using relocate::MoveProgress;

namespace {

constexpr int patience = 20'000;

struct MoveFixture : WindowFixture
{
    MoveFixture(Dress &dress, const control::Snapshot &scene, ui::FolderMover mover) : WindowFixture(dress, scene)
    {
        window->dialogs().setFolderMover(std::move(mover));
        window->context().actions.moveCache->trigger();
        QCoreApplication::processEvents();
        find<QLineEdit>("moveFolder")->setText(u"/mnt/large/mirrorlake"_s);
    }
    QString said() const { return find<QLabel>("moveState")->text(); }
    void stopped()
    {
        control.next = stoppedScene();
        window->refresh();
    }
};

} // namespace

class RelocateTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }

    void theMirrorStopsFirstAndThenAllBeginsAnew()
    {
        QSemaphore called;
        QString target;
        MoveFixture fixture(*m_dress, busyScene(), [&](const QString &to, const relocate::MoveWatch &) {
            target = to;
            called.release();
            return Result<void>();
        });
        QSignalSpy anew(&fixture.window->dialogs(), &ui::WindowDialogs::restartWanted);
        QVERIFY(fixture.click("moveConfirm"));
        QCOMPARE(fixture.control.stops, 1);
        QVERIFY2(!called.tryAcquire(1, 500), "a mirror that runs keeps its files");
        fixture.stopped();
        QTRY_COMPARE_WITH_TIMEOUT(anew.size(), 1, patience);
        QVERIFY(called.tryAcquire());
        QCOMPARE(target, u"/mnt/large/mirrorlake"_s);
        QVERIFY2(anew[0][0].toBool(), "it served before, and will again");
    }

    void whatWasStoppedStaysStopped()
    {
        MoveFixture fixture(*m_dress, stoppedScene(),
                            [](const QString &, const relocate::MoveWatch &) { return Result<void>(); });
        QSignalSpy anew(&fixture.window->dialogs(), &ui::WindowDialogs::restartWanted);
        QVERIFY(fixture.click("moveConfirm"));
        QTRY_COMPARE_WITH_TIMEOUT(anew.size(), 1, patience);
        QVERIFY(!anew[0][0].toBool());
        QCOMPARE(fixture.control.stops, 0);
    }

    void howFarItIsIsShownAndItCanBeStopped()
    {
        MoveFixture fixture(*m_dress, busyScene(), [](const QString &, const relocate::MoveWatch &watch) {
            while (watch({MoveProgress::Phase::Copying, 3'000'000'000, 12'000'000'000}))
                QThread::msleep(5);
            return Result<void>(fail(ErrorCode::Cancelled, "stopped"));
        });
        QSignalSpy anew(&fixture.window->dialogs(), &ui::WindowDialogs::restartWanted);
        QVERIFY(fixture.click("moveConfirm"));
        fixture.stopped();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.said().contains(u"12"_s), patience);
        QCOMPARE(fixture.find<QProgressBar>("moveBar")->value(), 250);
        QVERIFY(!fixture.find<QLineEdit>("moveFolder")->isEnabled());
        QVERIFY(fixture.click("moveCancel"));
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.find<QDialog>("moveDialog"), patience);
        QCOMPARE(anew.size(), 0);
        QCOMPARE(fixture.control.starts, 1);
    }

    void aFailureIsSaidAndTheMirrorServesOn()
    {
        MoveFixture fixture(*m_dress, busyScene(), [](const QString &, const relocate::MoveWatch &) {
            return Result<void>(fail(ErrorCode::NoSpace, "900 GB are to be moved, and 10 GB may be taken there"));
        });
        QVERIFY(fixture.click("moveConfirm"));
        fixture.stopped();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.said().startsWith(u"Nothing was moved."_s), patience);
        QVERIFY(fixture.find<QLabel>("moveState")->toolTip().contains(u"900 GB"_s));
        QCOMPARE(fixture.control.starts, 1);
        QVERIFY(fixture.find<QAbstractButton>("moveConfirm")->isEnabled());
        QVERIFY(fixture.find<QLineEdit>("moveFolder")->isEnabled());
    }

    void withoutAFolderThereIsNothingToPress()
    {
        MoveFixture fixture(*m_dress, stoppedScene(),
                            [](const QString &, const relocate::MoveWatch &) { return Result<void>(); });
        fixture.find<QLineEdit>("moveFolder")->clear();
        QVERIFY(!fixture.find<QAbstractButton>("moveConfirm")->isEnabled());
    }

    void aMirrorElsewhereIsMovedByNobodyHere()
    {
        const WindowFixture fixture(*m_dress, busyScene());
        QVERIFY(!fixture.window->context().actions.moveCache->isVisible());
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(RelocateTest)
#include "relocate_test.moc"
