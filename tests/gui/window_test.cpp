#include "gui/windowfixture.h"
#include "ui/parts/addresslabel.h"
#include "ui/parts/elidedlabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::MirrorState;

class WindowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void startLeadsFromStoppedToServing()
    {
        WindowFixture fixture(*m_dress);
        const auto *hero = fixture.find<QStackedWidget>("heroStack");
        QCOMPARE(hero->currentWidget()->objectName(), u"heroStopped"_s);
        QVERIFY(fixture.click("startButton"));
        QCOMPARE(fixture.control.starts, 1);
        QCOMPARE(hero->currentWidget()->objectName(), u"heroStarting"_s);
        fixture.become(idleScene());
        QCOMPARE(hero->currentWidget()->objectName(), u"heroServing"_s);
        QCOMPARE(fixture.find<QLabel>("addressLabel")->text(), u"http://192.168.1.20:8090"_s);
        QCOMPARE(fixture.find<QLabel>("heroState")->text(), u"Serving"_s);
        QVERIFY(fixture.click("stopButton"));
        QCOMPARE(fixture.control.stops, 1);
        QVERIFY2(!fixture.click("stopButton"), "a mirror that stops is not stopped twice");
    }

    void startAndStopHaveAKey()
    {
        WindowFixture fixture(*m_dress);
        QTest::keyClick(fixture.window.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(fixture.control.starts, 1);
        fixture.become(idleScene());
        QTest::keyClick(fixture.window.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(fixture.control.stops, 1);
    }

    void copySaysCopiedAndThenCopyAgain()
    {
        WindowFixture fixture(*m_dress, idleScene());
        auto *button = fixture.find<QAbstractButton>("heroCopyButton");
        const int width = button->width();
        QVERIFY(fixture.click("heroCopyButton"));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://192.168.1.20:8090"_s);
        QCOMPARE(button->text().trimmed(), u"Copied"_s);
        QCOMPARE(button->width(), width);
        QTRY_COMPARE(button->text().trimmed(), u"Copy"_s);
    }

    void clientLineFollowsTheChosenShell()
    {
        WindowFixture fixture(*m_dress, idleScene());
        const auto *command = fixture.find<QLineEdit>("clientCommand");
        QCOMPARE(command->text(), u"export HF_ENDPOINT=http://192.168.1.20:8090"_s);
        const auto shells = fixture.find<QWidget>("clientShellGroup")->findChildren<QAbstractButton *>();
        QCOMPARE(shells.size(), 5);
        QTest::mouseClick(shells[1], Qt::LeftButton);
        QVERIFY(command->text().startsWith(u"$env:HF_ENDPOINT"_s));
        QVERIFY(fixture.click("copyCommandButton"));
        QCOMPARE(QGuiApplication::clipboard()->text(), command->text());
    }

    void thisPcIsSetUpForTheMirrorAndTakenBack()
    {
        const QTemporaryDir config;
        qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
        WindowFixture fixture(*m_dress, idleScene());
        const QString path = config.filePath(u"environment.d/60-mirrorlake.conf"_s);
        QVERIFY2(!QFile::exists(path), "nothing is set before somebody asks");
        QVERIFY(fixture.click("persistLink"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("HF_ENDPOINT=http://192.168.1.20:8090\n"));
        QVERIFY(fixture.click("persistLink"));
        QVERIFY(!QFile::exists(path));
        qunsetenv("XDG_CONFIG_HOME");
    }

    void everyOtherAddressIsNamed()
    {
        WindowFixture fixture(*m_dress, idleScene());
        const QString others = fixture.find<QLabel>("otherAddresses")->text();
        QVERIFY(others.contains(u"10.8.0.6:8090 VPN"_s));
        QVERIFY(others.contains(u"127.0.0.1:8090 this PC"_s));
    }

    void portTakenOffersThreeWaysOut()
    {
        WindowFixture fixture(*m_dress, portTakenScene());
        const auto *banner = fixture.find<QWidget>("portTakenBanner");
        QVERIFY(banner);
        const auto labels = banner->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(
            labels, [](const QLabel *label) { return label->text().contains(u"Another program uses it."_s); }));
        QCOMPARE(fixture.find<QStackedWidget>("heroStack")->currentWidget()->objectName(), u"heroFailed"_s);

        QVERIFY(fixture.click("retryButton"));
        QCOMPARE(fixture.control.starts, 1);

        fixture.become(portTakenScene());
        QVERIFY(fixture.click("useNextFreeButton"));
        QCOMPARE(fixture.control.kept.server.listen, std::vector<std::string>{"0.0.0.0:8091"});
        QCOMPARE(fixture.control.starts, 2);

        fixture.become(portTakenScene());
        QVERIFY(fixture.click("chooseAddressButton"));
        fixture.find<QComboBox>("listenHost")->setCurrentIndex(0);
        fixture.find<QSpinBox>("listenPort")->setValue(9000);
        QVERIFY(fixture.click("listenSave"));
        QCOMPARE(fixture.control.kept.server.listen, std::vector<std::string>{"127.0.0.1:9000"});
        QCOMPARE(fixture.control.starts, 3);
        fixture.become(idleScene());
        QVERIFY(!fixture.find<QWidget>("bannerStack")->isVisible());
    }

    void anAddressThatIsRefusedIsExplainedInPlace()
    {
        WindowFixture fixture(*m_dress, portTakenScene());
        fixture.control.listenFault = Error{ErrorCode::BadConfiguration, "server.listen: no such address", 0};
        QVERIFY(fixture.click("chooseAddressButton"));
        QVERIFY(fixture.click("listenSave"));
        QVERIFY(fixture.find<QLabel>("listenFault")->isVisible());
        QVERIFY(fixture.find<QDialog>("listenDialog")->isVisible());
        QCOMPARE(fixture.control.starts, 0);
    }

    void otherFailuresNameCauseAndRetry()
    {
        WindowFixture fixture(*m_dress, brokenFolderScene());
        const auto *banner = fixture.find<QWidget>("startFailedBanner");
        QVERIFY(banner);
        bool isNamed = false;
        for (const auto *label : banner->findChildren<QLabel *>())
            isNamed |= label->text().startsWith(u"Another Mirrorlake uses this data folder."_s);
        QVERIFY(isNamed);
        QVERIFY(fixture.click("retryButton"));
        QCOMPARE(fixture.control.starts, 1);
    }

    void closingWithoutClientsAsksNothingWhenItShallQuit()
    {
        WindowFixture fixture(*m_dress, idleScene());
        fixture.control.kept.look.closing = "quit";
        QSignalSpy quit(fixture.window.get(), &ui::MainWindow::quitWanted);
        QVERIFY(fixture.window->close());
        QCOMPARE(quit.size(), 1);
    }

    void aMirrorThatRestsIsClosedWithoutAQuestion()
    {
        WindowFixture fixture(*m_dress, stoppedScene());
        QSignalSpy quit(fixture.window.get(), &ui::MainWindow::quitWanted);
        QVERIFY(fixture.window->close());
        QCOMPARE(quit.size(), 1);
    }

    void withoutATrayClosingAMirrorThatServesAsks()
    {
        WindowFixture fixture(*m_dress, idleScene());
        QSignalSpy quit(fixture.window.get(), &ui::MainWindow::quitWanted);
        QVERIFY(!fixture.window->close());
        QVERIFY(!fixture.find<QAbstractButton>("keepServingButton")->isVisible());
        QVERIFY(!fixture.find<QAbstractButton>("waitAndQuitButton")->isVisible());
        QVERIFY(fixture.window->isVisible());
        QVERIFY(fixture.click("quitNowButton"));
        QCOMPARE(quit.size(), 1);
    }

    void closingWithClientsAsksAndStayStays()
    {
        WindowFixture fixture(*m_dress, busyScene());
        QSignalSpy quit(fixture.window.get(), &ui::MainWindow::quitWanted);
        QVERIFY(!fixture.window->close());
        QVERIFY(fixture.find<QDialog>("closeQuestion")->isVisible());
        QVERIFY(!fixture.window->close());
        QCOMPARE(fixture.window->findChildren<QDialog *>(u"closeQuestion"_s).size(), 1);
        QVERIFY(fixture.click("stayButton"));
        QVERIFY(fixture.window->isVisible());
        QCOMPARE(quit.size(), 0);
    }

    void quitNowQuitsNow()
    {
        WindowFixture fixture(*m_dress, busyScene());
        QSignalSpy quit(fixture.window.get(), &ui::MainWindow::quitWanted);
        fixture.window->close();
        QVERIFY(fixture.click("quitNowButton"));
        QCOMPARE(quit.size(), 1);
        QVERIFY(!fixture.window->isVisible());
    }

    void waitAndQuitEndsWithTheLastClient()
    {
        WindowFixture fixture(*m_dress, busyScene());
        QSignalSpy quit(fixture.window.get(), &ui::MainWindow::quitWanted);
        fixture.window->close();
        QVERIFY(fixture.click("waitAndQuitButton"));
        QVERIFY(fixture.find<QWidget>("waitingToQuitBanner"));
        QCOMPARE(quit.size(), 0);
        control::Snapshot last = busyScene();
        last.figures.clients.resize(1);
        fixture.become(last);
        QCOMPARE(quit.size(), 0);
        fixture.become(idleScene());
        QCOMPARE(quit.size(), 1);
    }

    void tableShowsEveryClientAndTheListThoseAtWork()
    {
        WindowFixture fixture(*m_dress, busyScene());
        const auto *table = fixture.find<QTableView>("clientsTable");
        QCOMPARE(table->model()->rowCount(), 7);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"192.168.1.31"_s);
        QCOMPARE(table->model()->index(0, 2).data().toString(), u"812\u00a0GB"_s);
        QCOMPARE(fixture.find<QListView>("activeClientsList")->model()->rowCount(), 4);
    }

    void topModelsOfTodayAreListedMostServedFirst()
    {
        control::Snapshot scene = busyScene();
        scene.figures.repos = {{.repo = "hf:models/org/small", .todayBytes = 1'000'000},
                               {.repo = "hf:models/org/large", .todayBytes = 786'000'000'000, .todayFiles = 2}};
        WindowFixture fixture(*m_dress, scene);
        const auto *table = fixture.find<QTableWidget>("topModelsTable");
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(0, 0)->text(), u"org/large"_s);
        QCOMPARE(table->item(0, 1)->text(), u"786\u00a0GB"_s);
        QVERIFY(fixture.click("allModelsLink"));
        QCOMPARE(fixture.find<QLabel>("pageTitle")->text(), u"Models"_s);
    }

    void whatNeedsAttentionLeadsToItsFix()
    {
        WindowFixture fixture(*m_dress, busyScene());
        const auto *reason = fixture.find<ui::ElidedLabel>("attentionReason");
        QVERIFY(reason && reason->isVisible() && !reason->fullText().isEmpty());
        bool hasToken = false;
        for (auto *link : fixture.window->findChildren<QAbstractButton *>(u"attentionFix"_s)) {
            if (link->accessibleName() != u"Add token"_s)
                continue;
            hasToken = true;
            QTest::mouseClick(link, Qt::LeftButton);
            break;
        }
        QVERIFY(hasToken);
        QCOMPARE(fixture.find<QLabel>("pageTitle")->text(), u"Settings"_s);
        QVERIFY(fixture.find<QWidget>("field:upstream.token")->isVisible());
    }

    void hiddenWindowsDoNotPoll()
    {
        WindowFixture fixture(*m_dress, idleScene());
        const auto *poll = fixture.find<QTimer>("poll");
        QVERIFY(poll->isActive());
        fixture.window->hide();
        QVERIFY(!poll->isActive());
        fixture.window->show();
        QVERIFY(poll->isActive());
        fixture.window->showMinimized();
        QTRY_VERIFY(!poll->isActive());
    }

    void pagesHaveKeysAndTheirNames()
    {
        WindowFixture fixture(*m_dress, idleScene());
        const auto *title = fixture.find<QLabel>("pageTitle");
        const QStringList names{u"Overview"_s, u"Models"_s, u"Downloads"_s, u"Clients"_s,
                                u"Traffic"_s,  u"Log"_s,    u"Settings"_s};
        for (int i = 0; i < names.size(); ++i) {
            QTest::keyClick(fixture.window.get(), Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
            QCOMPARE(title->text(), names.at(i));
            QCOMPARE(fixture.find<QWidget>("addressCapsule")->isVisible(), i != 0);
        }
    }

    void capsuleCopiesAndStarts()
    {
        WindowFixture fixture(*m_dress, stoppedScene());
        fixture.window->openPage(ui::PageId::Log);
        QVERIFY(fixture.click("capsuleStartButton"));
        QCOMPARE(fixture.control.starts, 1);
        fixture.become(idleScene());
        QCOMPARE(fixture.find<QLabel>("capsuleAddress")->text(), u"http://192.168.1.20:8090"_s);
        QGuiApplication::clipboard()->clear();
        QVERIFY(fixture.click("copyAddressButton"));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://192.168.1.20:8090"_s);
    }

    void clientSetupKeepsTheChosenAddress()
    {
        WindowFixture fixture(*m_dress, idleScene());
        QVERIFY(fixture.click("heroQrButton"));
        auto *address = fixture.find<QComboBox>("addressBox");
        QCOMPARE(address->count(), 3);
        address->setCurrentIndex(2);
        fixture.find<QDialog>("clientSetupDialog")->close();
        QVERIFY(fixture.click("heroQrButton"));
        QCOMPARE(address->currentIndex(), 2);
        QVERIFY(!fixture.find<QLabel>("qrImage")->pixmap().isNull());
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
