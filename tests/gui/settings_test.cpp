#include "gui/windowfixture.h"
#include "settings/fieldvalue.h"
#include "settings/transfer.h"
#include "ui/settings/areas.h"
#include "ui/settings/exchangebar.h"
#include "ui/settings/weekgrid.h"

#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTableWidget>
#include <QTemporaryDir>

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

    void applyGoesToWhatIsWrongInAnotherRoom()
    {
        SettingsFixture fixture(*m_dress);
        fixture.list->setCurrentRow(3);
        fixture.type("limits.upstream", u"fast"_s);
        fixture.list->setCurrentRow(0);
        fixture.type("server.threads", u"3"_s);
        QVERIFY(!fixture.field("limits.upstream")->isVisible());
        QVERIFY(fixture.click("applyButton"));
        QVERIFY2(fixture.control.assigned.empty(), "all or none");
        QCOMPARE(fixture.list->currentRow(), 3);
        auto *line = fixture.field("limits.upstream")->findChild<QLineEdit *>();
        QVERIFY(line->isVisible());
        QCOMPARE(fixture.window->focusWidget(), line);
        QCOMPARE(line->property("tone").toString(), u"error"_s);
        const QString bar = fixture.find<QLabel>("applyText")->text();
        QVERIFY2(bar.contains(u"Nothing was applied"_s) && bar.contains(u"From all upstreams"_s), qPrintable(bar));
    }

    void whatTheMirrorRefusesIsSaidBesideTheSettingThatItNames()
    {
        SettingsFixture fixture(*m_dress);
        fixture.type("server.threads", u"3"_s);
        fixture.list->setCurrentRow(3);
        fixture.control.settingsFault = Error{ErrorCode::BadConfiguration, "server.threads: not on this system"};
        QVERIFY(fixture.click("applyButton"));
        QTRY_COMPARE(fixture.list->currentRow(), 0);
        bool isSaid = false;
        for (const auto *label : fixture.field("server.threads")->findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(u"not on this system"_s));
        QVERIFY(isSaid);
    }

    void whatIsNotAllowedIsSaidInTheLanguageOfTheWindow()
    {
        SettingsFixture fixture(*m_dress);
        m_dress->language.apply(u"zh_CN"_s);
        for (const char *key : {"server.threads", "eviction.max_size", "eviction.min_age", "server.listen"}) {
            fixture.type(key, u"!"_s);
            const auto labels = fixture.field(key)->findChildren<QLabel *>();
            const bool isSaid = std::ranges::any_of(labels, [](const QLabel *label) {
                return !label->isHidden() &&
                       (label->text().startsWith(u"允许："_s) || label->text().startsWith(u"无法使用："_s));
            });
            QVERIFY2(isSaid, key);
        }
        m_dress->language.apply(u"en"_s);
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

    void anImportShowsWhatItChangesAndCanBeLeftAtThat()
    {
        SettingsFixture fixture(*m_dress);
        const QTemporaryDir folder;
        const QString file = written(folder, "[server]\nmax_connections = 77\n[limits]\nupstream = \"5MB\"\n");
        auto *bar = fixture.window->findChild<ui::ExchangeBar *>();
        bar->importFrom(file);
        const auto *table = fixture.find<QTableWidget>("importTable");
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(0, 2)->text(), u"77"_s);
        QVERIFY(fixture.click("importCancel"));
        QVERIFY(fixture.control.assigned.empty());
        QTRY_VERIFY(!fixture.find<QDialog>("importDialog"));
        bar->importFrom(file);
        QVERIFY(fixture.click("importApply"));
        QTRY_COMPARE(fixture.control.kept.server.maxConnections, 77);
        QCOMPARE(fixture.control.kept.limits.upstream.count, 5'000'000);
    }

    void aBrokenImportLeavesTheOldSettingsAndNamesTheLine()
    {
        SettingsFixture fixture(*m_dress);
        const QTemporaryDir folder;
        auto *bar = fixture.window->findChild<ui::ExchangeBar *>();
        bar->importFrom(written(folder, "[server]\nmax_connections = 77\nthreads = \"many\"\n"));
        QVERIFY(!fixture.find<QDialog>("importDialog"));
        QVERIFY2(fixture.find<QLabel>("applyText")->text().contains(u"3"_s),
                 qPrintable(fixture.find<QLabel>("applyText")->text()));
        QVERIFY(fixture.control.assigned.empty());
    }

    void anExportHoldsNoSecretAndComesBackAsItWas()
    {
        SettingsFixture fixture(*m_dress);
        fixture.control.kept.upstream.token = "hf_verysecret";
        fixture.control.kept.upstream.proxy = "http://me:hidden@proxy:3128";
        fixture.control.kept.server.maxConnections = 123;
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"exported.toml"_s);
        fixture.window->findChild<ui::ExchangeBar *>()->exportTo(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string text = file.readAll().toStdString();
        QVERIFY(text.find("verysecret") == std::string::npos && text.find("hidden") == std::string::npos);
        const auto import = settings::importOf({}, text);
        QVERIFY(import);
        const auto change =
            std::ranges::find(import->differences, "server.max_connections", &settings::Difference::key);
        QVERIFY(change != import->differences.end());
        QCOMPARE(change->to, std::string("123"));
    }

    void aPaintedWeekIsTheSameAsItsRules()
    {
        SettingsFixture fixture(*m_dress);
        fixture.list->setCurrentRow(3);
        auto *grid = fixture.field("limits.upstream_week")->findChild<ui::WeekGrid *>();
        auto *line = fixture.field("limits.upstream_week")->findChild<QLineEdit *>();
        QTest::mousePress(grid, Qt::LeftButton, {}, grid->cellRect(0, 9).center());
        QTest::mouseMove(grid, grid->cellRect(4, 17).center());
        QTest::mouseRelease(grid, Qt::LeftButton, {}, grid->cellRect(4, 17).center());
        QCOMPARE(line->text(), u"mon-fri 9-18 full"_s);
        line->clear();
        QTest::keyClicks(line, u"sat-sun 0-24 off"_s);
        QCOMPARE(grid->cells()[5 * 24], WeekLevel::Off);
        QCOMPARE(grid->cells()[0], WeekLevel::Limited);
        QVERIFY(fixture.click("applyButton"));
        QTRY_COMPARE(fixture.control.kept.limits.upstreamWeek, std::vector<std::string>{"sat-sun 0-24 off"});
    }

    void aWeekCanBePaintedByKeys()
    {
        SettingsFixture fixture(*m_dress);
        fixture.list->setCurrentRow(3);
        auto *grid = fixture.field("limits.clients_week")->findChild<ui::WeekGrid *>();
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_Right);
        QTest::keyClick(grid, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(grid, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(grid, Qt::Key_3);
        QCOMPARE(fixture.field("limits.clients_week")->findChild<QLineEdit *>()->text(), u"mon-tue 1-3 off"_s);
    }

    void anyWeekComesBackFromItsRules()
    {
        unsigned seed = 7;
        for (int round = 0; round < 200; ++round) {
            ui::WeekCells cells{};
            for (WeekLevel &cell : cells) {
                seed = seed * 1664525u + 1013904223u;
                cell = WeekLevel((seed >> 20) % 5 % 3);
            }
            const auto week = Week::parse(ui::rulesOf(cells));
            QVERIFY(week);
            QCOMPARE(ui::cellsOf(*week), cells);
        }
    }

    void limitsOfClientsAreRowsToAddAndTakeAway()
    {
        SettingsFixture fixture(*m_dress);
        fixture.list->setCurrentRow(3);
        QVERIFY(fixture.click("addRuleButton"));
        auto *rules = fixture.field("limits.groups");
        QTest::keyClicks(rules->findChild<QLineEdit *>(u"ruleName"_s), u"lab"_s);
        QTest::keyClicks(rules->findChild<QLineEdit *>(u"ruleMembers"_s), u"10.1.0.0/16 fd00::7"_s);
        QTest::keyClicks(rules->findChild<QLineEdit *>(u"ruleRate"_s), u"20MB"_s);
        QVERIFY(fixture.click("applyButton"));
        QTRY_COMPARE(fixture.control.kept.limits.groups, std::vector<std::string>{"lab:10.1.0.0/16+fd00::7=20MB"});
        QVERIFY(fixture.click("removeRuleButton"));
        QVERIFY(fixture.click("applyButton"));
        QTRY_VERIFY(fixture.control.kept.limits.groups.empty());
    }

    void evictionIsPreviewedBeforeItIsApplied()
    {
        SettingsFixture fixture(*m_dress);
        control::UpkeepFacts facts;
        facts.eviction.heldBytes = 742'000'000'000;
        control::Snapshot scene = idleScene();
        scene.upkeep = std::make_shared<const control::UpkeepFacts>(facts);
        sweep::SweptItem item{*BlobHash::parse(std::string(64, 'a')), 0, 0, sweep::Reason::SizeCap, {}};
        item.size = 13'600'000'000;
        item.lastUsedAt = sceneTime - 31 * 86400;
        item.place.repo = "stabilityai/stable-diffusion-xl-base-1.0";
        fixture.control.work.upkeepAnswer = [item](const control::UpkeepOrder &) {
            control::UpkeepAnswer answer;
            answer.swept.items = {item};
            answer.swept.freed = item.size;
            return answer;
        };
        fixture.become(scene);
        fixture.list->setCurrentRow(2);
        fixture.type("eviction.max_size", u"700GB"_s);
        auto *table = fixture.find<QTableWidget>("previewTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 1, 20'000);
        QCOMPARE(fixture.control.work.upkeepOrders.back().verb, control::UpkeepVerb::Preview);
        const std::string asked = fixture.control.work.upkeepOrders.back().text;
        QVERIFY2(asked.find("eviction.max_size=700GB ") != std::string::npos, asked.c_str());
        QVERIFY2(asked.find("eviction.min_age=1h ") != std::string::npos, "all of them count, typed or not");
        QCOMPARE(table->item(0, 2)->text(), u"13.6\u00a0GB"_s);
        QVERIFY2(fixture.control.assigned.empty(), "looking changes nothing");
    }

    void aPreviewThatIsNotThereYetSaysThatItIsCounted()
    {
        SettingsFixture fixture(*m_dress);
        fixture.list->setCurrentRow(2);
        const auto *summary = fixture.find<QLabel>("previewSummary");
        QVERIFY(summary->isVisible());
        QVERIFY2(summary->text().startsWith(u"Counting"_s), qPrintable(summary->text()));
        fixture.control.next = stoppedScene();
        fixture.window->refresh();
        QVERIFY2(summary->text().startsWith(u"Start the mirror"_s), qPrintable(summary->text()));
        fixture.control.next = idleScene();
        fixture.window->refresh();
        QVERIFY2(summary->text().startsWith(u"Counting"_s), qPrintable(summary->text()));
        QTRY_VERIFY_WITH_TIMEOUT(summary->text().startsWith(u"Nothing has to go"_s), 20'000);
    }

    void theWeekSaysWhatItsCellsMeanAndWhichKeysSetThem()
    {
        const SettingsFixture fixture(*m_dress);
        for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
            m_dress->language.apply(language);
            QCoreApplication::processEvents();
            for (const char *key : {"limits.clients_week", "limits.upstream_week"}) {
                const auto *legend = fixture.field(key)->findChild<QWidget *>(u"weekLegend"_s);
                QVERIFY2(legend, key);
                QString words;
                for (const auto *label : legend->findChildren<QLabel *>())
                    words += label->text() + u'\n';
                for (const WeekLevel level : {WeekLevel::Full, WeekLevel::Limited, WeekLevel::Off})
                    QVERIFY2(words.contains(ui::levelWord(level)), qPrintable(words));
                for (const QString &word : {u"1"_s, u"2"_s, u"3"_s, u"Shift"_s})
                    QVERIFY2(words.contains(word), qPrintable(words));
            }
        }
        m_dress->language.apply(u"en"_s);
    }

private:
    static QString written(const QTemporaryDir &folder, const QByteArray &text)
    {
        QFile file(folder.filePath(u"settings.toml"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }

    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
