#include "ui/clients/clienthistory.h"

#include "base/clock.h"
#include "ui/charts/daybars.h"
#include "ui/format/format.h"
#include "ui/parts/parts.h"
#include "ui/traffic/trafficcharts.h"

#include <QDateTime>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::chrono::milliseconds askInterval{60'000};
constexpr int days = 14;
constexpr int barsHeight = 110;

} // namespace

ClientHistory::ClientHistory(const Context &context, QWidget *parent)
    : ClientPane(context, askInterval, parent), m_title(makeLabel("cardTitle", this)),
      m_sum(makeSentence("muted", this)), m_bars(new DayBars(context.theme, this))
{
    setObjectName(u"clientHistory"_s);
    m_sum->setObjectName(u"clientHistorySum"_s);
    m_bars->setObjectName(u"clientDayBars"_s);
    m_bars->setFixedHeight(barsHeight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_sum);
    layout->addWidget(m_bars);
    retranslate();
}

control::UpkeepOrder ClientHistory::order() const
{
    control::UpkeepOrder order;
    order.verb = control::UpkeepVerb::Days;
    order.text = client();
    order.limit = days;
    return order;
}

void ClientHistory::take(const control::UpkeepAnswer &answer)
{
    m_rows = answer.rows;
    showRows();
}

void ClientHistory::showRows()
{
    const QDate today = QDateTime::fromSecsSinceEpoch(unixSeconds(m_context.clock.wall())).date();
    std::vector<DayBar> bars = dayBars(m_rows, TrafficSpan::Days, today, days);
    double served = 0;
    double saved = 0;
    for (const DayBar &bar : bars) {
        served += bar.served;
        saved += bar.saved;
    }
    m_sum->setText(served > 0 ? tr("%1 taken, %2 of it from the cache").arg(Format::bytes(served), Format::bytes(saved))
                              : tr("It took nothing in these days."));
    m_bars->setSummary(m_sum->text());
    m_bars->setVisible(served > 0);
    m_bars->show(std::move(bars));
}

void ClientHistory::retranslate()
{
    m_title->setText(tr("Last %1 days").arg(Format::count(days)));
    m_bars->setAccessibleName(tr("Bytes by day"));
    showRows();
}

} // namespace mirrorlake::ui
