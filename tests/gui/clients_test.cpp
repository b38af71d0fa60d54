#include "gui/windowfixture.h"
#include "ui/charts/daybars.h"
#include "ui/clients/bypass.h"
#include "ui/clients/clientpolicy.h"
#include "ui/parts/elidedlabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTableView>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

struct ClientsFixture : WindowFixture
{
    ClientsFixture(Dress &dress, const control::Snapshot &scene) : WindowFixture(dress, scene)
    {
        window->openPage(ui::PageId::Clients);
        QCoreApplication::processEvents();
        page = find<QWidget>("clientsPage");
        table = page->findChild<QTableView *>(u"clientsTable"_s);
        card = page->findChild<QWidget *>(u"clientCard"_s);
    }

    void chooseSegment(int index) const
    {
        const auto buttons = page->findChild<QWidget *>(u"clientSegments"_s)->findChildren<QAbstractButton *>();
        QTest::mouseClick(buttons[index], Qt::LeftButton);
    }
    void choose(const QString &address) const
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == address)
                QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                                  table->visualRect(table->model()->index(row, 0)).center());
        }
    }
    /// Of the files that the card lists.
    QStringList files() const
    {
        QStringList names;
        for (const auto *label : card->findChildren<ui::ElidedLabel *>()) {
            if (label->isVisible())
                names += label->fullText();
        }
        return names;
    }

    QWidget *page;
    QTableView *table;
    QWidget *card;
};

} // namespace

class ClientsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void clickOnAClientShowsWhatItIsSent()
    {
        const ClientsFixture fixture(*m_dress, busyScene());
        QVERIFY(fixture.files().isEmpty());
        fixture.choose(u"192.168.1.58"_s);
        QCOMPARE(fixture.card->findChild<QLabel *>(u"clientName"_s)->text(), u"192.168.1.58"_s);
        QVERIFY(!fixture.files().isEmpty());
        for (const QString &name : fixture.files())
            QVERIFY2(name.contains(u" · "_s), qPrintable(name));
    }

    void cardFollowsItsClientAndEmptiesWithIt()
    {
        ClientsFixture fixture(*m_dress, busyScene());
        fixture.choose(u"192.168.1.58"_s);
        control::Snapshot calm = busyScene();
        for (auto &client : calm.figures.clients)
            client.active.clear();
        fixture.become(calm);
        QVERIFY(fixture.files().isEmpty());
        QVERIFY(fixture.card->findChild<QLabel *>(u"clientName"_s)->isVisible());
        fixture.become(idleScene());
        QVERIFY(!fixture.card->findChild<QLabel *>(u"clientName"_s)->isVisible());
    }

    void segmentsCountAndNarrowTheList()
    {
        const ClientsFixture fixture(*m_dress, busyScene());
        const int today = fixture.table->model()->rowCount();
        fixture.chooseSegment(0);
        QCOMPARE(fixture.table->model()->rowCount(), 4);
        fixture.chooseSegment(2);
        QVERIFY(fixture.table->model()->rowCount() >= today);
        const auto buttons = fixture.page->findChild<QWidget *>(u"clientSegments"_s)->findChildren<QAbstractButton *>();
        QCOMPARE(buttons[0]->text(), u"Active 4"_s);
    }

    void wordsFindAddressesAndModels()
    {
        const ClientsFixture fixture(*m_dress, busyScene());
        auto *words = fixture.page->findChild<QLineEdit *>(u"clientsFilter"_s);
        QTest::keyClicks(words, u"bge-m3"_s);
        QCOMPARE(fixture.table->model()->rowCount(), 1);
        words->clear();
        QTest::keyClicks(words, u"1.31"_s);
        QCOMPARE(fixture.table->model()->rowCount(), 1);
        words->clear();
        QTest::keyClicks(words, u"nobody"_s);
        QCOMPARE(fixture.table->model()->rowCount(), 0);
        QVERIFY(!fixture.table->isVisible());
    }

    void withoutClientsTheWayToTheFirstIsShown()
    {
        const ClientsFixture fixture(*m_dress, idleScene());
        QVERIFY(!fixture.table->isVisible());
        bool isPressed = false;
        for (auto *button : fixture.page->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName() == u"Set up a client"_s) {
                QTest::mouseClick(button, Qt::LeftButton);
                isPressed = true;
            }
        }
        QVERIFY(isPressed);
        QVERIFY(fixture.find<QDialog>("clientSetupDialog")->isVisible());
    }

    void theLastDaysOfAClientAreShown()
    {
        WindowFixture fixture(*m_dress, busyScene());
        fixture.control.work.upkeepAnswer = [](const control::UpkeepOrder &order) {
            control::UpkeepAnswer answer;
            if (order.verb == control::UpkeepVerb::Days && !order.text.empty())
                answer.rows = {
                    {.day = "2026-11-20", .name = order.text, .servedBytes = 3'000'000, .fetchedBytes = 0},
                    {.day = "2026-11-21", .name = order.text, .servedBytes = 1'000'000, .fetchedBytes = 1'000'000}};
            return answer;
        };
        chosen(fixture);
        const auto *sum = fixture.find<QLabel>("clientHistorySum");
        QTRY_COMPARE(sum->text(), u"4.00\u00a0MB taken, 3.00\u00a0MB of it from the cache"_s);
        const auto *bars = fixture.find<ui::DayBars>("clientDayBars");
        QCOMPARE(bars->bars().size(), 14u);
        QCOMPARE(bars->bars().back().served, 1e6);
    }

    void aClientIsNamedLimitedAndBlockedInItsCard()
    {
        WindowFixture fixture(*m_dress, busyScene());
        auto *table = chosen(fixture);
        auto *name = fixture.find<QLineEdit>("renameField");
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F2);
        QCOMPARE(fixture.window->focusWidget(), name);
        QTest::keyClicks(name, u"lab-ws-07"_s);
        QTest::keyClick(name, Qt::Key_Return);
        const std::string address =
            fixture.control.kept.clients.names.at(0).substr(0, fixture.control.kept.clients.names.at(0).find('='));
        QCOMPARE(fixture.control.kept.clients.names, std::vector<std::string>{address + "=lab-ws-07"});
        fixture.window->refresh();
        QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), u"lab-ws-07"_s);

        auto *limit = fixture.find<QComboBox>("clientLimit");
        limit->setCurrentIndex(limit->findData(qint64(20'000'000)));
        emit limit->activated(limit->currentIndex());
        QCOMPARE(fixture.control.kept.limits.groups, std::vector<std::string>{"lab-ws-07:" + address + "=20MB"});

        QVERIFY(fixture.click("blockButton"));
        QCOMPARE(fixture.control.kept.clients.blocked, std::vector<std::string>{address});
        fixture.window->refresh();
        QCOMPARE(table->currentIndex().siblingAtColumn(6).data().toString(), u"blocked"_s);
        QVERIFY(fixture.click("blockButton"));
        QVERIFY(fixture.control.kept.clients.blocked.empty());
    }

    void anyLimitCanBeTyped()
    {
        WindowFixture fixture(*m_dress, busyScene());
        chosen(fixture);
        auto *limit = fixture.find<QComboBox>("clientLimit");
        auto *typed = fixture.find<QLineEdit>("clientOwnLimit");
        const auto type = [&](const QString &text) {
            limit->setCurrentIndex(limit->count() - 1);
            emit limit->activated(limit->count() - 1);
            QVERIFY(typed->isVisible());
            QCOMPARE(fixture.window->focusWidget(), typed);
            fixture.window->refresh();
            QTest::keyClicks(typed, text);
            QTest::keyClick(typed, Qt::Key_Return);
            QVERIFY(limit->isVisible());
            fixture.window->refresh();
        };
        type(u"7.5MB/s"_s);
        QCOMPARE(limit->currentData().toLongLong(), qint64(7'500'000));
        type(u"fast"_s);
        QCOMPARE(limit->currentData().toLongLong(), qint64(7'500'000));
        type(u"0"_s);
        QCOMPARE(limit->currentData().toLongLong(), qint64(0));
        QVERIFY(fixture.control.kept.limits.groups.empty());
    }

    void nothingMovesWhenAClientFallsSilent()
    {
        WindowFixture fixture(*m_dress, busyScene());
        fixture.window->openPage(ui::PageId::Clients);
        fixture.find<QWidget>("clientsPage")->findChild<QTableView *>(u"clientsTable"_s)->selectRow(0);
        QCoreApplication::processEvents();
        const auto *seen = fixture.find<QLabel>("clientSeen");
        const auto *block = fixture.find<QAbstractButton>("blockButton");
        const QString before = seen->text();
        const QPoint place = block->mapTo(fixture.window.get(), QPoint());
        control::Snapshot calm = busyScene();
        for (auto &client : calm.figures.clients)
            client.active.clear();
        fixture.become(calm);
        QVERIFY(seen->text() != before);
        QCOMPARE(block->mapTo(fixture.window.get(), QPoint()), place);
    }

    void blockedClientsHaveASegment()
    {
        ClientsFixture fixture(*m_dress, busyScene());
        fixture.control.kept.clients.blocked = {"192.168.1.58"};
        fixture.window->refresh();
        fixture.chooseSegment(3);
        QCOMPARE(fixture.table->model()->rowCount(), 1);
        QCOMPARE(fixture.table->model()->index(0, 0).data().toString(), u"192.168.1.58"_s);
    }

    void aLimitOfItsOwnStandsBeforeThatOfItsGroup()
    {
        settings::Settings settings;
        settings.limits.groups = {"lab:10.1.0.0/16=20MB"};
        const ui::ClientPolicies policies(settings);
        const QString client = u"10.1.0.7"_s;
        QCOMPARE(policies.of(client).group, u"lab"_s);
        const auto own = policies.limited(client, 5'000'000);
        QCOMPARE(own.value, std::string("10.1.0.7=5MB, lab:10.1.0.0/16=20MB"));
        settings.limits.groups = {"10.1.0.7=5MB", "lab:10.1.0.0/16=20MB"};
        QCOMPARE(ui::ClientPolicies(settings).of(client).limit, 5'000'000);
        QCOMPARE(ui::ClientPolicies(settings).limited(client, 0).value, std::string("lab:10.1.0.0/16=20MB"));
        QCOMPARE(policies.grouped(u"fd00::7"_s, u"lab"_s).value, std::string("lab:10.1.0.0/16+fd00::7=20MB"));
    }

    void whoTakesKeysAndNoBytesGoesRoundTheMirror()
    {
        meter::RequestRecord key;
        key.client = "10.0.0.1";
        key.method = "GET";
        key.target = "/api/models/org/name/xet-read-token/main";
        key.status = 200;
        key.unixMilliseconds = 1000;
        QCOMPARE(ui::bypassedRepos({key}, "10.0.0.1", 60'000), QStringList{u"org/name"_s});
        QVERIFY2(ui::bypassedRepos({key}, "10.0.0.1", 2000).isEmpty(), "it has a while to begin");
        QVERIFY(ui::bypassedRepos({key}, "10.0.0.2", 60'000).isEmpty());
        meter::RequestRecord bytes = key;
        bytes.target = "/-/cas/xorbs/1";
        bytes.bytes = 100;
        QVERIFY(ui::bypassedRepos({key, bytes}, "10.0.0.1", 60'000).isEmpty());
    }

    void lastRequestsAndABypassAreShown()
    {
        WindowFixture fixture(*m_dress, busyScene());
        meter::RequestRecord request;
        request.client = "192.168.1.31";
        request.method = "GET";
        request.target = "/api/models/org/name/xet-read-token/main";
        request.status = 200;
        request.unixMilliseconds = 1000 * (sceneTime - 60);
        fixture.control.work.upkeepAnswer = [request](const control::UpkeepOrder &) {
            control::UpkeepAnswer answer;
            answer.requests = {request};
            return answer;
        };
        fixture.window->openPage(ui::PageId::Clients);
        auto *table = fixture.find<QWidget>("clientsPage")->findChild<QTableView *>(u"clientsTable"_s);
        table->selectRow(0);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.find<QTableWidget>("clientRequestsTable")->rowCount(), 1, 20'000);
        QVERIFY(fixture.find<QWidget>("bypassBanner")->isVisible());
        QVERIFY(fixture.click("copyBypassFix"));
        QCOMPARE(QGuiApplication::clipboard()->text(), u"HF_HUB_DISABLE_XET=1"_s);
    }

private:
    static QTableView *chosen(WindowFixture &fixture)
    {
        fixture.window->openPage(ui::PageId::Clients);
        auto *table = fixture.find<QWidget>("clientsPage")->findChild<QTableView *>(u"clientsTable"_s);
        table->selectRow(2);
        QCoreApplication::processEvents();
        return table;
    }

    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(ClientsTest)
#include "clients_test.moc"
