#include "gui/windowfixture.h"

#include "ui/parts/elidedlabel.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTableView>

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
        const auto buttons =
            fixture.page->findChild<QWidget *>(u"clientSegments"_s)->findChildren<QAbstractButton *>();
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

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(ClientsTest)
#include "clients_test.moc"
