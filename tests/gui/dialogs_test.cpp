// About, diagnostics and the first-run wizard, clicked through.
#include "gui/windowfixture.h"
#include "ui/about/libraries.h"
#include "ui/diagnostics/diagnostics.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

/// Answers every request with this text.
class SmallServer
{
public:
    explicit SmallServer(QByteArray reply)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, reply = std::move(reply)] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, reply] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                socket->write(reply);
                socket->disconnectFromHost();
            });
        });
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()); }

private:
    QTcpServer m_server;
};

struct WizardFixture : WindowFixture
{
    explicit WizardFixture(Dress &dress, ui::FolderChange changeFolder = {}) : WindowFixture(dress, stoppedScene())
    {
        window->dialogs().setFolderChange(std::move(changeFolder));
        qputenv("XDG_CONFIG_HOME", m_config.path().toUtf8());
        control.kept.dataFolder = m_config.filePath(u"data"_s).toStdString();
        control.kept.server.listen = {"127.0.0.1:" + std::to_string(freePort())};
        window->context().actions.wizard->trigger();
        QCoreApplication::processEvents();
    }

    static quint16 freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }
    bool next() const { return click("wizardNext"); }

    QTemporaryDir m_config;
};

/// As one who opens the list and presses a row.
void choose(QComboBox &box, const QString &value)
{
    const int row = box.findData(value);
    box.setCurrentIndex(row);
    emit box.activated(row);
}

} // namespace

class DialogsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void aboutNamesEveryLibraryWithVersionAndLicence()
    {
        WindowFixture fixture(*m_dress);
        fixture.window->context().actions.about->trigger();
        const auto *table = fixture.find<QTableWidget>("librariesTable");
        QCOMPARE(table->rowCount(), int(ui::libraries().size()));
        for (int row = 0; row < table->rowCount(); ++row) {
            for (int column = 0; column < 3; ++column)
                QVERIFY2(!table->item(row, column)->text().isEmpty(), qPrintable(table->item(row, 0)->text()));
        }
        QVERIFY(fixture.click("copyVersionsButton"));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"SQLite"_s));
    }

    void diagnosticsHoldNoSecret()
    {
        WindowFixture fixture(*m_dress, busyScene());
        fixture.control.kept.upstream.token = "hf_verysecret1234";
        fixture.control.kept.upstream.proxy = "http://me:wordforproxy@proxy:3128";
        fixture.control.log = {
            {0, log::Level::Info, "upstream", "Authorization: Bearer hf_verysecret1234"},
            {0, log::Level::Info, "fill", "https://cdn.example/x?X-Amz-Signature=abcdef&token=fghij"},
            {0, log::Level::Info, "control", std::string(64, 'b')},
        };
        QString all;
        for (const auto &file : ui::diagnosticFiles(fixture.control.next, fixture.control.kept, fixture.control.log))
            all += file.text;
        for (const QString &secret : {u"verysecret"_s, u"wordforproxy"_s, u"abcdef&"_s, u"fghij"_s, QString(64, u'b')})
            QVERIFY2(!all.contains(secret), qPrintable(secret));
        QVERIFY(all.contains(u"upstream.url"_s));
    }

    void diagnosticsAreShownAndThenSavedAsTheyWereShown()
    {
        const QTemporaryDir folder;
        WindowFixture fixture(*m_dress, busyScene());
        fixture.control.log = sceneLog();
        fixture.window->context().actions.diagnostics->trigger();
        auto *which = fixture.find<QComboBox>("diagnosticsFile");
        which->setCurrentIndex(which->findText(u"log.txt"_s));
        const QString shown = fixture.find<QPlainTextEdit>("diagnosticsText")->toPlainText();
        QVERIFY(shown.contains(u"listening on 0.0.0.0:8090"_s));
        const QString path = folder.filePath(u"d.tar.gz"_s);
        fixture.find<QLineEdit>("diagnosticsPath")->setText(path);
        QVERIFY(fixture.click("diagnosticsSave"));
        QCOMPARE(fixture.find<QLabel>("diagnosticsOutcome")->text(), u"Saved."_s);
        QProcess tar;
        tar.start(u"tar"_s, {u"-xzOf"_s, path, u"mirrorlake-diagnostics/log.txt"_s});
        QVERIFY(tar.waitForFinished(30'000));
        QCOMPARE(QString::fromUtf8(tar.readAllStandardOutput()), shown);
    }

    void diagnosticsThatCannotBeSavedSayWhy()
    {
        WindowFixture fixture(*m_dress);
        fixture.window->context().actions.diagnostics->trigger();
        fixture.find<QLineEdit>("diagnosticsPath")->setText(u"/nowhere/at/all.tar.gz"_s);
        QVERIFY(fixture.click("diagnosticsSave"));
        QVERIFY(fixture.find<QLabel>("diagnosticsOutcome")->text().startsWith(u"It could not be saved"_s));
    }

    void wizardLeavesEverythingAloneUntilTheEnd()
    {
        WizardFixture fixture(*m_dress);
        QCOMPARE(fixture.find<QStackedWidget>("pageStack")->isEnabled(), true);
        QVERIFY(fixture.next());
        QVERIFY(fixture.next());
        fixture.find<QLineEdit>("wizardOtherUpstream")->setFocus();
        QTest::keyClicks(fixture.find<QLineEdit>("wizardOtherUpstream"), u"https://mirror.example"_s);
        QVERIFY(fixture.click("wizardSkip"));
        QVERIFY(fixture.control.assigned.empty());
        QCOMPARE(fixture.control.starts, 0);
    }

    void wizardSetsWhatWasChosenAndStarts()
    {
        WizardFixture fixture(*m_dress);
        QVERIFY(fixture.next());
        QVERIFY(fixture.find<QLabel>("wizardRoom")->text().contains(u"free on this disk"_s));
        QVERIFY(fixture.next());
        QTest::keyClicks(fixture.find<QLineEdit>("wizardOtherUpstream"), u"https://mirror.example"_s);
        QVERIFY(fixture.next());
        auto *port = fixture.find<QSpinBox>("wizardPort");
        port->setValue(WizardFixture::freePort());
        QVERIFY(!fixture.find<QAbstractButton>("wizardAutostart")->isChecked());
        QVERIFY(fixture.next());
        const QString line = fixture.find<QLineEdit>("wizardClientLine")->text();
        QCOMPARE(line, u"export HF_ENDPOINT=http://127.0.0.1:%1"_s.arg(port->value()));
        QVERIFY(fixture.click("wizardCopyButton"));
        QCOMPARE(QGuiApplication::clipboard()->text(), line);
        QVERIFY(fixture.next());
        QTRY_COMPARE_WITH_TIMEOUT(fixture.control.starts, 1, 20'000);
        QCOMPARE(fixture.control.kept.upstream.url, std::string("https://mirror.example"));
        QCOMPARE(fixture.control.kept.server.listen,
                 std::vector<std::string>{"127.0.0.1:" + std::to_string(port->value())});
    }

    void wizardTakesLanguageAndLookAlongToAnotherFolder()
    {
        QString folder;
        std::vector<std::string> taken;
        WizardFixture fixture(*m_dress, [&](const QString &to, const std::vector<control::Assignment> &chosen) {
            folder = to;
            for (const control::Assignment &one : chosen)
                taken.push_back(one.key + '=' + one.value);
            return true;
        });
        choose(*fixture.find<QComboBox>("wizardLanguage"), u"zh_CN"_s);
        choose(*fixture.find<QComboBox>("wizardLook"), u"dark"_s);
        QCOMPARE(fixture.control.lookChanges, 2);
        const QString other = fixture.m_config.filePath(u"other"_s);
        fixture.find<QLineEdit>("wizardFolder")->setText(other);
        for (int page = 0; page < 5; ++page)
            QVERIFY(fixture.next());
        QTRY_COMPARE_WITH_TIMEOUT(folder, other, 20'000);
        QVERIFY(std::ranges::count(taken, "look.language=zh_CN") == 1);
        QVERIFY(std::ranges::count(taken, "look.theme=dark") == 1);
        m_dress->theme.apply(u"light"_s);
        m_dress->language.apply(u"en"_s);
    }

    void wizardTestsAnUpstreamAndSaysWhatItIs()
    {
        const SmallServer hub("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]");
        const SmallServer other("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
        WizardFixture fixture(*m_dress);
        fixture.next();
        fixture.next();
        auto *url = fixture.find<QLineEdit>("wizardOtherUpstream");
        auto *verdict = fixture.find<QLabel>("wizardVerdict2");
        url->setText(hub.url());
        QVERIFY(fixture.click("wizardTestButton"));
        QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().startsWith(u"It answers, in"_s), qPrintable(verdict->text()), 20'000);
        url->setText(other.url());
        QVERIFY(fixture.click("wizardTestButton"));
        QTRY_COMPARE_WITH_TIMEOUT(verdict->text(), u"It answers, but not as a Hub does."_s, 20'000);
    }

    void whatTheWizardMayNotSetIsSaidAndItStays()
    {
        WizardFixture fixture(*m_dress);
        fixture.next();
        fixture.next();
        QTest::keyClicks(fixture.find<QLineEdit>("wizardOtherUpstream"), u"ftp://nothing"_s);
        fixture.next();
        fixture.next();
        fixture.next();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.find<QLabel>("wizardFault")->isVisible(), 20'000);
        QCOMPARE(fixture.control.starts, 0);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(DialogsTest)
#include "dialogs_test.moc"
