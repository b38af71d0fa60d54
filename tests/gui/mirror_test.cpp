// The window over a real mirror in this process: what the buttons promise happens on the wire.
#include "gui/windowfixture.h"
#include "makecontrol.h"

#include <QLabel>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::MirrorState;

namespace {

constexpr int patience = 20'000; ///< milliseconds; only a broken mirror takes so long

app::StartUp startUpIn(const QTemporaryDir &folder, const std::string &listen)
{
    app::StartUp startUp;
    startUp.settings.dataFolder = folder.filePath(u"data"_s).toStdString();
    startUp.settings.server.listen = {listen};
    startUp.settings.upstream.url = "http://127.0.0.1:9";
    startUp.settingsFile = folder.filePath(u"mirrorlake.toml"_s).toStdString();
    return startUp;
}

int statusOf(const QString &url)
{
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(QUrl(url))));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(patience);
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace

class MirrorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void startServesAtTheAddressThatIsShown()
    {
        const QTemporaryDir folder;
        const auto control = app::makeLocalControl(startUpIn(folder, "127.0.0.1:0"));
        ui::MainWindow window(*control, m_dress->theme, m_dress->language, m_clock);
        window.show();
        click(window, "startButton");
        const auto *address = window.findChild<QLabel *>(u"addressLabel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(address->text().startsWith(u"http://127.0.0.1:"_s), patience);
        QVERIFY(address->isVisible());
        QCOMPARE(statusOf(address->text() + u"/-/health"_s), 200);
        QVERIFY(window.findChild<QLabel *>(u"heroUptime"_s)->text().contains(u"only this PC"_s));

        click(window, "stopButton");
        QTRY_COMPARE_WITH_TIMEOUT(control->snapshot()->state, MirrorState::Stopped, patience);
        const auto *start = window.findChild<QAbstractButton *>(u"startButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(start->isVisible(), patience);
    }

    void takenPortIsToldAndTheNextFreeOneServes()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        const QTemporaryDir folder;
        const std::string taken = "127.0.0.1:" + std::to_string(holder.serverPort());
        const auto control = app::makeLocalControl(startUpIn(folder, taken));
        ui::MainWindow window(*control, m_dress->theme, m_dress->language, m_clock);
        window.show();
        click(window, "startButton");
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QWidget *>(u"portTakenBanner"_s), patience);
        click(window, "useNextFreeButton");
        const auto *address = window.findChild<QLabel *>(u"addressLabel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(address->isVisible(), patience);
        QVERIFY(!address->text().endsWith(u':' + QString::number(holder.serverPort())));
        QCOMPARE(statusOf(address->text() + u"/-/ready"_s), 200);
    }

    void lookIsKeptInTheSettingsFile()
    {
        const QTemporaryDir folder;
        const app::StartUp startUp = startUpIn(folder, "127.0.0.1:0");
        {
            const auto control = app::makeLocalControl(startUp);
            ui::MainWindow window(*control, m_dress->theme, m_dress->language, m_clock);
            for (auto *action : window.findChildren<QAction *>()) {
                if (action->isCheckable() && action->data().toString() == u"dark"_s)
                    action->trigger();
            }
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(QString::fromStdString(startUp.settingsFile.string())), patience);
        }
        QFile file(QString::fromStdString(startUp.settingsFile.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("dark"));
    }

private:
    static void click(const ui::MainWindow &window, const char *name)
    {
        auto *button = window.findChild<QAbstractButton *>(QString::fromLatin1(name));
        QVERIFY(button);
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && button->isEnabled(), patience);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<Dress> m_dress;
    SystemClock m_clock;
};

QTEST_MAIN(MirrorTest)
#include "mirror_test.moc"
