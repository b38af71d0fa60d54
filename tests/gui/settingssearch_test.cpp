#include "gui/windowfixture.h"
#include "ui/shell/actions.h"

#include <QLineEdit>
#include <QListWidget>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

struct SearchFixture : WindowFixture
{
    explicit SearchFixture(Dress &dress) : WindowFixture(dress, idleScene())
    {
        window->openPage(ui::PageId::Settings);
        QCoreApplication::processEvents();
        list = find<QListWidget>("settingsList");
        search = find<QLineEdit>("settingsSearch");
    }

    QWidget *field(const char *key) const { return find<QWidget>((std::string("field:") + key).c_str()); }
    void type(const QString &words) const
    {
        search->clear();
        QTest::keyClicks(search, words);
    }

    QListWidget *list;
    QLineEdit *search;
};

} // namespace

class SettingsSearchTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void wordsAreFoundByTheirBeginnings()
    {
        const SearchFixture fixture(*m_dress);
        fixture.type(u"port"_s);
        QVERIFY2(!fixture.field("log.level")->isVisible(), "nobody means what is imPORTant");
        fixture.type(u"level"_s);
        QVERIFY(fixture.field("log.level")->isVisible());
    }

    void eachWordIsLookedForByItself()
    {
        const SearchFixture fixture(*m_dress);
        fixture.type(u"upstreams bytes"_s);
        QVERIFY(fixture.field("limits.upstream")->isVisible());
        QVERIFY(!fixture.field("log.level")->isVisible());
    }

    void roomsSayHowManyStandInThem()
    {
        const SearchFixture fixture(*m_dress);
        const QString name = fixture.list->item(3)->text();
        fixture.type(u"upstream_week"_s);
        QCOMPARE(fixture.list->item(3)->text(), name + u" 1"_s);
        QVERIFY2(fixture.list->selectedItems().isEmpty(), "what is shown stands in no single room");
        fixture.search->clear();
        QCOMPARE(fixture.list->item(3)->text(), name);
        QCOMPARE(fixture.list->selectedItems().size(), 1);
    }

    void enterOpensTheFirstInItsRoom()
    {
        const SearchFixture fixture(*m_dress);
        fixture.type(u"upstream_week"_s);
        QTest::keyClick(fixture.search, Qt::Key_Return);
        QVERIFY(fixture.search->text().isEmpty());
        QCOMPARE(fixture.list->currentRow(), 3);
        QVERIFY(fixture.field("limits.upstream_week")->isAncestorOf(fixture.window->focusWidget()));
    }

    void aRoomIsOpenedOutOfTheSearchAlthoughItWasOpenBefore()
    {
        const SearchFixture fixture(*m_dress);
        fixture.type(u"upstream_week"_s);
        QTest::mouseClick(fixture.list->viewport(), Qt::LeftButton, {},
                          fixture.list->visualItemRect(fixture.list->item(0)).center());
        QVERIFY(fixture.search->text().isEmpty());
        QVERIFY(fixture.field("server.threads")->isVisible());
    }

    void aSettingThatIsAskedForIsShownInItsRoom()
    {
        const SearchFixture fixture(*m_dress);
        fixture.window->context().actions.openSetting(u"upstream.token"_s);
        QVERIFY(fixture.search->text().isEmpty());
        QVERIFY(fixture.field("upstream.token")->isVisible());
        QCOMPARE(fixture.window->focusWidget(), fixture.field("upstream.token")->findChild<QLineEdit *>());
        QCOMPARE(fixture.list->currentRow(), 1);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(SettingsSearchTest)
#include "settingssearch_test.moc"
