// A window over a mirror elsewhere: remembered, switched in the title bar, its tokens kept apart.
#include "gui/windowfixture.h"
#include "ui/remote/mirrorbook.h"
#include "ui/remote/switchedcontrol.h"

#include <QDialog>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

struct Book
{
    QTemporaryDir folder;
    ui::TokenStore tokens{folder.filePath(u"tokens.json"_s), false};
    ui::MirrorBook book{folder.filePath(u"window.ini"_s), tokens};
};

} // namespace

class RemoteTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void aMirrorElsewhereIsConnectedToAndRemembered()
    {
        Book kept;
        kept.book.setProbe([](const QString &, const QString &, const auto &then) { then(true); });
        WindowFixture fixture(*m_dress, idleScene());
        fixture.window->offerMirrors(kept.book);
        QCoreApplication::processEvents();
        QSignalSpy wanted(&kept.book, &ui::MirrorBook::wanted);
        auto *button = fixture.find<QToolButton>("mirrorSwitch");
        QVERIFY(button->isVisible());
        QVERIFY(button->text().startsWith(u"This PC"_s));
        button->menu()->actions().last()->trigger();
        QTest::keyClicks(fixture.find<QLineEdit>("remoteUrl"), u"192.168.1.20:8090/some/path"_s);
        QVERIFY(fixture.click("remoteConnect"));
        QVERIFY2(fixture.find<QLabel>("remoteFault")->isVisible(), "it asks for the token");
        QTest::keyClicks(fixture.find<QLineEdit>("remoteToken"), u"abc"_s);
        QVERIFY(fixture.click("remoteConnect"));
        QTRY_COMPARE_WITH_TIMEOUT(wanted.size(), 1, 20'000);
        QCOMPARE(wanted[0][0].toString(), u"http://192.168.1.20:8090"_s);
        QCOMPARE(wanted[0][1].toString(), u"abc"_s);
        QVERIFY(button->text().startsWith(u"192.168.1.20:8090"_s));

        ui::MirrorBook later(kept.folder.filePath(u"window.ini"_s), kept.tokens);
        QCOMPARE(later.remembered(), QStringList{u"http://192.168.1.20:8090"_s});
        QSignalSpy again(&later, &ui::MirrorBook::wanted);
        later.choose(u"http://192.168.1.20:8090"_s);
        QCOMPARE(again[0][1].toString(), u"abc"_s);
        later.choose({});
        QCOMPARE(again[1][0].toString(), QString());
        later.forget(u"http://192.168.1.20:8090"_s);
        QVERIFY(later.remembered().isEmpty());
    }

    void withoutAKeychainTokensLieInAFileOfTheirOwnerOnly()
    {
        Book kept;
        kept.tokens.write(u"http://a:1"_s, u"secret"_s);
        const QString file = kept.folder.filePath(u"tokens.json"_s);
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY(kept.book.add(u"http://a:1"_s, u"secret"_s, true));
        QFile urls(kept.folder.filePath(u"window.ini"_s));
        QVERIFY(urls.open(QIODevice::ReadOnly));
        QVERIFY2(!urls.readAll().contains("secret"), "tokens stand in no other file");
        kept.tokens.forget(u"http://a:1"_s);
        QString token = u"still"_s;
        kept.tokens.read(u"http://a:1"_s, [&](const QString &read) { token = read; });
        QVERIFY(token.isEmpty());
    }

    void whatIsNoUrlIsRefused()
    {
        Book kept;
        for (const char *text : {"", "ftp://a", "http://", "http://user:pw@a:1", "not a url at all"})
            QVERIFY2(!kept.book.add(QString::fromLatin1(text), u"t"_s, true), text);
    }

    void theWindowsOwnSettingsStayThoseOfThisPc()
    {
        FakeControl own;
        own.kept.look.theme = "dark";
        auto other = std::make_unique<FakeControl>();
        FakeControl &remote = *other;
        remote.kept.look.theme = "light";
        ui::SwitchedControl control(own);
        control.show(std::move(other));
        QCOMPARE(control.settings().look.theme, std::string("dark"));
        control.changeSettings({{"notify.done", "false"}, {"limits.clients", "5MB"}}, [](const auto &) {});
        QVERIFY(!own.kept.notify.done);
        QVERIFY(remote.kept.notify.done);
        QCOMPARE(own.kept.limits.clients.count, 0);
        QCOMPARE(remote.kept.limits.clients.count, 5'000'000);
        control.start();
        QCOMPARE(remote.starts, 1);
        control.show(nullptr);
        control.start();
        QCOMPARE(own.starts, 1);
    }

    void whatDoesNotAnswerOrRefusesTheTokenIsSaidBefore()
    {
        Book kept;
        ErrorCode refusal = ErrorCode::AccessDenied;
        kept.book.setProbe([&](const QString &, const QString &, const auto &then) { then(fail(refusal, "no")); });
        WindowFixture fixture(*m_dress, idleScene());
        fixture.window->offerMirrors(kept.book);
        QCoreApplication::processEvents();
        const QSignalSpy wanted(&kept.book, &ui::MirrorBook::wanted);
        fixture.find<QToolButton>("mirrorSwitch")->menu()->actions().last()->trigger();
        QTest::keyClicks(fixture.find<QLineEdit>("remoteUrl"), u"127.0.0.1:9"_s);
        QTest::keyClicks(fixture.find<QLineEdit>("remoteToken"), u"abc"_s);
        const auto *fault = fixture.find<QLabel>("remoteFault");
        const auto saysAfterAsking = [&](const QString &words) {
            return fixture.click("remoteConnect") &&
                   QTest::qWaitFor([&] { return fault->text().contains(words); }, 20'000);
        };
        QVERIFY(saysAfterAsking(u"refuses this token"_s));
        refusal = ErrorCode::UpstreamUnreachable;
        QVERIFY(saysAfterAsking(u"Nothing answers there"_s));
        QCOMPARE(wanted.size(), 0);
        QVERIFY(fixture.click("remoteConnect")); // all the same
        QCOMPARE(wanted.size(), 1);
    }

    void lostConnectionIsNoFailedStart()
    {
        WindowFixture fixture(*m_dress, idleScene());
        fixture.window->setRemote(true);
        control::Snapshot lost = stoppedScene();
        lost.state = control::MirrorState::Failed;
        lost.failure = Error{ErrorCode::UpstreamUnreachable, "connection refused"};
        fixture.become(lost);
        const auto saysSomewhere = [&](const QString &words) {
            const auto labels = fixture.window->findChildren<QLabel *>();
            return std::ranges::any_of(
                labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
        };
        QVERIFY(saysSomewhere(u"no connection to this mirror"_s));
        QVERIFY2(!saysSomewhere(u"The mirror did not start"_s), "nobody started it here");
        lost.failure = Error{ErrorCode::AccessDenied, "the mirror refuses the control token"};
        fixture.become(lost);
        QVERIFY(saysSomewhere(u"refuses the token"_s));
    }

    void closingAWindowOverAMirrorElsewhereAsksNothing()
    {
        WindowFixture fixture(*m_dress, busyScene());
        fixture.window->setRemote(true);
        QSignalSpy quit(fixture.window.get(), &ui::MainWindow::quitWanted);
        QVERIFY(fixture.window->close());
        QCOMPARE(quit.size(), 1);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(RemoteTest)
#include "remote_test.moc"
