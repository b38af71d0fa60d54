#include "gui/windowfixture.h"
#include "settings/fieldvalue.h"
#include "ui/settings/areas.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

struct SettingsFixture : WindowFixture
{
    explicit SettingsFixture(Dress &dress) : WindowFixture(dress, idleScene())
    {
        window->openPage(ui::PageId::Settings);
        QCoreApplication::processEvents();
        list = find<QListWidget>("settingsList");
    }

    QWidget *field(const char *key) const { return find<QWidget>((std::string("field:") + key).c_str()); }
    void type(const char *key, const QString &text) const
    {
        auto *line = field(key)->findChild<QLineEdit *>();
        line->selectAll();
        QTest::keyClicks(line, text);
    }

    QListWidget *list;
};

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void everySettingStandsInOneRoomAndCanBeReached()
    {
        const SettingsFixture fixture(*m_dress);
        std::map<std::string_view, int> seen;
        for (int room = 0; room < fixture.list->count(); ++room) {
            fixture.list->setCurrentRow(room);
            QCoreApplication::processEvents();
            for (const settings::Field &field : settings::fields())
                seen[field.key] += fixture.field(std::string(field.key).c_str())->isVisible() ? 1 : 0;
        }
        for (const auto &[key, rooms] : seen)
            QVERIFY2(rooms == 1, std::string(key).c_str());
    }

    void wordsFindSettingsInBothLanguages()
    {
        const SettingsFixture fixture(*m_dress);
        auto *search = fixture.find<QLineEdit>("settingsSearch");
        QTest::keyClicks(search, u"proxy"_s);
        QVERIFY(fixture.field("upstream.proxy")->isVisible());
        QVERIFY(!fixture.field("log.level")->isVisible());
        m_dress->language.apply(u"zh_CN"_s);
        search->clear();
        QTest::keyClicks(search, u"proxy"_s);
        QVERIFY2(fixture.field("upstream.proxy")->isVisible(), "English words find it in Chinese, too");
        search->setText(u"nothing has this in it"_s);
        QVERIFY(fixture.find<QLabel>("settingsNone")->isVisible());
        m_dress->language.apply(u"en"_s);
    }

    void changesAreAppliedTogetherAndOnlyWhenAsked()
    {
        SettingsFixture fixture(*m_dress);
        fixture.type("server.max_connections", u"321"_s);
        fixture.type("server.threads", u"3"_s);
        QVERIFY(fixture.control.assigned.empty());
        QVERIFY(fixture.click("applyButton"));
        QCOMPARE(fixture.control.assigned.size(), std::size_t(2));
        QTRY_COMPARE(fixture.control.kept.server.maxConnections, 321);
        QTRY_COMPARE(fixture.find<QLabel>("applyText")->text(), u"Everything is applied"_s);
    }

    void discardBringsBackWhatHolds()
    {
        SettingsFixture fixture(*m_dress);
        const QString before = fixture.field("server.threads")->findChild<QLineEdit *>()->text();
        fixture.type("server.threads", u"3"_s);
        QVERIFY(fixture.click("discardButton"));
        QCOMPARE(fixture.field("server.threads")->findChild<QLineEdit *>()->text(), before);
        QVERIFY(!fixture.find<QAbstractButton>("applyButton")->isEnabled());
    }

    void whatIsNotAllowedIsSaidInPlaceAndNotApplied()
    {
        SettingsFixture fixture(*m_dress);
        fixture.type("server.threads", u"many"_s);
        bool isSaid = false;
        for (const auto *label : fixture.field("server.threads")->findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(u"from 0 to 64"_s));
        QVERIFY(isSaid);
        fixture.click("applyButton");
        QVERIFY(fixture.control.assigned.empty());
    }

    void secretsAreNeverShown()
    {
        SettingsFixture fixture(*m_dress);
        fixture.control.kept.upstream.token = "hf_verysecret";
        fixture.window->refresh();
        for (const auto *line : fixture.field("upstream.token")->findChildren<QLineEdit *>())
            QVERIFY(!line->text().contains(u"verysecret"_s) && !line->placeholderText().contains(u"verysecret"_s));
        QVERIFY2(!fixture.find<QAbstractButton>("applyButton")->isEnabled(), "an empty field leaves the secret alone");
    }

    void lookChangesTheWindowAtOnce()
    {
        SettingsFixture fixture(*m_dress);
        fixture.list->setCurrentRow(5);
        auto *theme = fixture.field("look.theme")->findChild<QComboBox *>();
        theme->setCurrentIndex(theme->findData(u"dark"_s));
        emit theme->activated(theme->currentIndex());
        QVERIFY(fixture.click("applyButton"));
        QVERIFY(m_dress->theme.isDark());
        QCOMPARE(fixture.control.kept.look.theme, std::string("dark"));
        m_dress->theme.apply(u"light"_s);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
