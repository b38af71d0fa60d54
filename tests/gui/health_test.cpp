#include "gui/windowfixture.h"

#include "ui/health/healthdialog.h"

#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

/// One finding of each health, whatever the table calls them.
control::Checkup mixedCheckup()
{
    control::Checkup checkup;
    checkup.at = sceneTime;
    for (const control::Health health :
         {control::Health::Green, control::Health::Amber, control::Health::Red, control::Health::Skipped}) {
        for (const control::FindingRow &row : control::findingRows()) {
            if (row.health != health ||
                (health == control::Health::Red && row.check != "routes" && row.check != "token"))
                continue;
            checkup.findings.push_back({std::string(row.code), {"one", "two", "three", "four"}});
            break;
        }
    }
    return checkup;
}

struct HealthFixture : WindowFixture
{
    explicit HealthFixture(Dress &dress) : WindowFixture(dress, idleScene()), actions(dress.theme)
    {
        control.work.nextCheckup = mixedCheckup();
        dialog = new ui::HealthDialog(ui::Context{control, dress.theme, clock, actions, clients}, window.get());
        dialog->open();
        settle();
    }

    static void settle()
    {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }
    QStringList texts(const char *name) const
    {
        QStringList all;
        for (const auto *label : dialog->findChildren<QLabel *>(QString::fromLatin1(name)))
            all += label->text();
        return all;
    }
    void press(const char *name) const
    {
        auto *button = dialog->findChild<QAbstractButton *>(QString::fromLatin1(name));
        QVERIFY(button && button->isVisible() && button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        settle();
    }

    ui::Actions actions;
    ui::ClientTableModel clients;
    QDialog *dialog;
};

} // namespace

class HealthTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void init() { m_dress->language.apply(u"en"_s); }
    void cleanupTestCase() { m_dress.reset(); }

    void everyLineHasAWordAndFaultsHaveANextStep()
    {
        const HealthFixture fixture(*m_dress);
        QVERIFY(fixture.dialog && fixture.dialog->isVisible());
        QCOMPARE(fixture.texts("findingWord"),
                 QStringList({u"Good"_s, u"Look at this"_s, u"Fails"_s, u"Not checked"_s}));
        const QStringList next = fixture.texts("findingNext");
        QVERIFY(!next[1].isEmpty() && !next[2].isEmpty());
        QCOMPARE(fixture.texts("healthVerdict"), QStringList{u"1 thing does not work"_s});
    }

    void theMouseFindsTheCheckInMenuHeadAndPreflight()
    {
        WindowFixture fixture(*m_dress, stoppedScene());
        const auto isOpen = [&fixture] {
            auto *dialog = fixture.window->findChild<ui::HealthDialog *>();
            const bool isThere = dialog && dialog->isVisible();
            delete dialog;
            return isThere;
        };
        QVERIFY(!isOpen());
        for (const char *button : {"healthButton", "healthLink"}) {
            QVERIFY2(fixture.click(button), button);
            QVERIFY2(isOpen(), button);
        }
        const auto *menu = fixture.find<QToolButton>("menuButton")->menu();
        QVERIFY(menu->actions().contains(fixture.window->context().actions.health));
        fixture.become(busyScene());
        QVERIFY(fixture.click("healthButton"));
        QVERIFY(isOpen());
    }

    void runAgainLooksAgain()
    {
        HealthFixture fixture(*m_dress);
        fixture.control.work.nextCheckup->findings.resize(1);
        fixture.press("runAgain");
        QCOMPARE(fixture.texts("findingWord"), QStringList{u"Good"_s});
        QCOMPARE(fixture.texts("healthVerdict"), QStringList{u"The mirror works"_s});
    }

    void theReportIsCopiedAsText()
    {
        const HealthFixture fixture(*m_dress);
        fixture.press("copyReport");
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY2(report.startsWith(u"Mirrorlake: 1 thing does not work"_s), qPrintable(report));
        QVERIFY(report.contains(u"[Fails]"_s) && report.contains(u"→"_s));
    }

    void aFaultLeadsToItsSetting()
    {
        const HealthFixture fixture(*m_dress);
        QSignalSpy settings(fixture.actions.settings, &QAction::triggered);
        for (auto *fix : fixture.dialog->findChildren<QAbstractButton *>(u"fixButton"_s)) {
            if (fix->isVisible() && fix->accessibleName() == u"Open settings"_s) {
                QTest::mouseClick(fix, Qt::LeftButton);
                break;
            }
        }
        QCOMPARE(settings.size(), 1);
    }

    void bothLanguagesAreWhole()
    {
        const HealthFixture fixture(*m_dress);
        const QStringList english = fixture.texts("findingNext");
        m_dress->language.apply(u"zh_CN"_s);
        HealthFixture::settle();
        QCOMPARE(fixture.texts("findingWord").first(), u"正常"_s);
        QVERIFY(fixture.texts("findingNext") != english);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(HealthTest)
#include "health_test.moc"
