#include "ui/clients/clienthistory.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/charts/daybars.h"
#include "ui/format/format.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/traffic/trafficcharts.h"

#include <QDateTime>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int askMilliseconds = 60'000;
constexpr int days = 14;
constexpr int barsHeight = 110;

} // namespace

ClientHistory::ClientHistory(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_title(makeLabel("cardTitle", this)), m_sum(makeSentence("muted", this)),
      m_bars(new DayBars(context.theme, this))
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
    m_timer.setInterval(askMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &ClientHistory::ask);
    retranslate();
}

void ClientHistory::setClient(const QString &address)
{
    if (address == m_client)
        return;
    m_client = address;
    take({});
    if (isVisible())
        ask();
}

void ClientHistory::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
    ask();
}

void ClientHistory::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void ClientHistory::ask()
{
    if (m_client.isEmpty())
        return;
    control::UpkeepOrder order;
    order.verb = control::UpkeepVerb::Days;
    order.text = m_client.toStdString();
    order.limit = days;
    m_context.control.operations().upkeep(
        order,
        later<control::UpkeepAnswer>(this, [this, client = m_client](const Result<control::UpkeepAnswer> &answer) {
            if (answer && client == m_client)
                take(answer->rows);
        }));
}

void ClientHistory::take(std::vector<catalog::DayRow> rows)
{
    m_rows = std::move(rows);
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
