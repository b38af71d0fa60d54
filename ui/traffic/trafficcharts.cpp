#include "ui/traffic/trafficcharts.h"

#include "ui/charts/daybars.h"
#include "ui/charts/throughputchart.h"
#include "ui/format/format.h"
#include "ui/theme/theme.h"
#include "ui/traffic/chartcard.h"

#include <QDate>
#include <QHBoxLayout>
#include <QHash>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int cardGap = 12;
constexpr int shownMonths = 12;
constexpr double leastRate = 0.01; ///< smaller ones are all the same to the eye

QString perSecond(double value)
{
    return value > 0 && value < leastRate ? u"< %1"_s.arg(leastRate) : QString::number(value, 'g', 2);
}

} // namespace

TrafficCharts::TrafficCharts(const Context &context, QWidget *parent)
    : QWidget(parent), m_throughput(new ThroughputChart(context.theme, this)),
      m_requests(new RequestsChart(context.theme, this)), m_bars(new DayBars(context.theme, this))
{
    m_throughput->setObjectName(u"trafficChart"_s);
    m_requests->setObjectName(u"requestsChart"_s);
    m_bars->setObjectName(u"dayBars"_s);
    m_throughputCard = new ChartCard(context.theme, {{Token::Lan, Qt::SolidLine}, {Token::Upstream, Qt::DashLine}},
                                     m_throughput, this);
    m_requestsCard = new ChartCard(
        context.theme, {{Token::Hit, Qt::SolidLine}, {Token::Joined, Qt::DashLine}, {Token::Miss, Qt::DotLine}},
        m_requests, this);
    m_barsCard = new ChartCard(context.theme, {{Token::Hit, Qt::SolidLine}, {Token::Miss, Qt::DashLine}}, m_bars, this);
    m_throughputCard->setObjectName(u"trafficChartCard"_s);
    m_requestsCard->setObjectName(u"requestsChartCard"_s);
    m_barsCard->setObjectName(u"dayBarsCard"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(cardGap);
    layout->addWidget(m_throughputCard, 17);
    layout->addWidget(m_barsCard, 17);
    layout->addWidget(m_requestsCard, 10);
    connect(m_bars, &DayBars::dayChosen, this, &TrafficCharts::dayChosen);
    arrange();
    retranslate();
}

void TrafficCharts::setSpan(TrafficSpan span)
{
    if (!isLive(span) && span != m_span)
        m_bars->show({});
    m_span = span;
    arrange();
}

void TrafficCharts::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    arrange();
}

void TrafficCharts::arrange()
{
    m_throughputCard->setVisible(isLive(m_span));
    m_requestsCard->setVisible(isLive(m_span) && !m_isNarrow);
    m_barsCard->setVisible(!isLive(m_span));
}

void TrafficCharts::showRates(const std::vector<meter::RatePoint> &points, qint64 now)
{
    const ChartSpan span = chartSpanOf(m_span);
    m_throughput->show(points, now, span);
    const auto shown = pointsWithin(points, span, now);
    const ThroughputFigures figures = figuresOf(shown);
    const ByteUnit unit = Format::unitFor(m_throughput->scale().top());
    const auto text = [&unit](double value) { return Format::inUnit(value, unit); };
    m_throughputCard->setTexts(tr("Throughput"), {tr("LAN out"), tr("Upstream in")}, unit.name + u"/s"_s);
    m_throughputCard->setValues({text(figures.toClients.current), text(figures.fromUpstream.current)});
    QString sentence = tr("Nothing was measured in this time.");
    if (!figures.isEmpty) {
        sentence = tr("LAN peak %1, mean %2 %3/s. Upstream peak %4, mean %5 %3/s.")
                       .arg(text(figures.toClients.peak), text(figures.toClients.mean), unit.name,
                            text(figures.fromUpstream.peak), text(figures.fromUpstream.mean));
        if (runsOf(shown, span.gap).size() > 1)
            sentence = tr("%1 %2").arg(sentence, tr("A gap was not measured."));
    }
    m_throughputCard->setSummary(sentence);
    m_throughput->setSummary(sentence);
}

void TrafficCharts::showRequests(const RequestRates &rates, qint64 now)
{
    m_requests->show(rates.points, chartSpanOf(m_span), now);
    const QString sentence = rates.points.empty()
                                 ? tr("No request was counted yet.")
                                 : tr("Mean %1 hits, %2 joined, %3 misses. %4 errors.", nullptr, int(rates.errors))
                                       .arg(perSecond(rates.hits), perSecond(rates.joined), perSecond(rates.misses),
                                            Format::count(rates.errors));
    m_requestsCard->setSummary(sentence);
    m_requests->setSummary(sentence);
}

void TrafficCharts::showBars(const std::vector<catalog::DayRow> &rows, const QDate &today)
{
    std::vector<DayBar> bars = dayBars(rows, m_span, today);
    double served = 0;
    double saved = 0;
    const DayBar *best = nullptr;
    for (const DayBar &bar : bars) {
        served += bar.served;
        saved += bar.saved;
        if (!best || bar.served > best->served)
            best = &bar;
    }
    const QString sentence =
        served > 0 ? tr("%1 served, %2 of it saved. Most on %3: %4.")
                         .arg(Format::bytes(served), Format::bytes(saved), best->day, Format::bytes(best->served))
                   : tr("Nothing was served in this time.");
    m_barsCard->setSummary(sentence);
    m_bars->setSummary(sentence);
    m_bars->show(std::move(bars));
}

QString TrafficCharts::chosenDay() const
{
    return m_bars->chosenDay();
}

void TrafficCharts::retranslate()
{
    m_requestsCard->setTexts(tr("Requests"), {tr("hits"), tr("joined"), tr("misses")}, tr("per second"));
    m_requestsCard->setValues({{}, {}, {}});
    m_barsCard->setTexts(tr("Bytes served"), {tr("saved"), tr("fetched")}, {});
    m_barsCard->setValues({{}, {}});
    m_throughput->setAccessibleName(tr("Throughput"));
    m_requests->setAccessibleName(tr("Requests per second"));
    m_bars->setAccessibleName(tr("Bytes by day or month"));
}

std::vector<DayBar> dayBars(const std::vector<catalog::DayRow> &rows, TrafficSpan span, const QDate &today, int days)
{
    const bool isDays = span == TrafficSpan::Days;
    const QString form = isDays ? u"yyyy-MM-dd"_s : u"yyyy-MM"_s;
    const int count = isDays ? days : shownMonths;
    std::vector<DayBar> bars;
    QHash<QString, std::size_t> places;
    for (int back = count - 1; back >= 0; --back) {
        const QString day = (isDays ? today.addDays(-back) : today.addMonths(-back)).toString(form);
        places.insert(day, bars.size());
        bars.push_back({.day = day, .label = isDays ? day.mid(5) : day});
    }
    for (const catalog::DayRow &row : rows) {
        const auto place = places.constFind(QString::fromStdString(row.day));
        if (place == places.constEnd())
            continue;
        DayBar &bar = bars[*place];
        bar.served += double(row.servedBytes);
        bar.saved += double(row.saved());
        bar.fetched += double(row.fetchedBytes);
    }
    return bars;
}

} // namespace mirrorlake::ui
