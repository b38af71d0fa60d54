// The chart of the overview looks back as far as one asks it to.
#include "gui/windowfixture.h"
#include "ui/charts/throughputchart.h"
#include "ui/parts/elidedlabel.h"
#include "ui/traffic/trafficspan.h"
#include "ui/trafficscene.h"

#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::UpkeepVerb;

namespace {

struct OverviewFixture : WindowFixture
{
    explicit OverviewFixture(Dress &dress) : WindowFixture(dress, busyScene())
    {
        control.work.upkeepAnswer = trafficAnswer;
        window->openPage(ui::PageId::Overview);
        settle();
    }

    void settle() const
    {
        window->refresh();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    void press(int span) const
    {
        find<QPushButton>("throughputSpan")->menu()->actions().at(span)->trigger();
        settle();
    }
    qsizetype asked(const std::string &text) const
    {
        return std::ranges::count_if(control.work.upkeepOrders, [&](const control::UpkeepOrder &order) {
            return order.verb == UpkeepVerb::Rates && order.text == text;
        });
    }
    QString summary() const { return find<ui::ElidedLabel>("throughputSummary")->fullText(); }
};

} // namespace

class OverviewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void eachSpanAsksForItsOwnAndShowsASentence()
    {
        const OverviewFixture fixture(*m_dress);
        const QString minute = fixture.summary();
        QVERIFY(minute.startsWith(u"LAN peak"_s));
        for (const char *name : {"", "minute"})
            QVERIFY2(fixture.asked(name) == 0, "the last minute comes with every snapshot");
        const char *names[] = {"", "ten-minutes", "hour", "day"};
        for (int span = 1; span < 4; ++span) {
            const qsizetype before = fixture.asked(names[span]);
            fixture.press(span);
            QVERIFY2(fixture.asked(names[span]) == before + 1, names[span]);
            QVERIFY(fixture.find<QPushButton>("throughputSpan")->text().startsWith(ui::spanTexts().at(span)));
            QVERIFY2(fixture.summary().startsWith(u"LAN peak"_s), names[span]);
            QVERIFY2(fixture.summary() != minute, names[span]);
        }
        fixture.press(0);
        QCOMPARE(fixture.summary(), minute);
    }

    void aLongerSpanIsNotAskedForWithEverySnapshot()
    {
        OverviewFixture fixture(*m_dress);
        fixture.press(2);
        fixture.settle();
        fixture.settle();
        QCOMPARE(fixture.asked("hour"), 1);
        fixture.clock.advance(std::chrono::seconds(3));
        fixture.settle();
        QCOMPARE(fixture.asked("hour"), 2);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(OverviewTest)
#include "overview_test.moc"
