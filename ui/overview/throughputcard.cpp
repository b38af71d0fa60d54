#include "ui/overview/throughputcard.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/charts/throughputchart.h"
#include "ui/format/format.h"
#include "ui/overview/legendmark.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/shell/actions.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::MirrorState;

namespace {

constexpr int shownSpans = 4; ///< the live ones

} // namespace

ThroughputCard::ThroughputCard(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_feed(context), m_stack(new QStackedWidget(this)),
      m_chart(new ThroughputChart(context.theme, this)), m_empty(new EmptyState(context.theme, u"traffic"_s, this)),
      m_summary(new ElidedLabel("help", Qt::ElideRight, this))
{
    setProperty("role", u"card"_s);
    m_chart->setObjectName(u"throughputChart"_s);
    m_summary->setObjectName(u"throughputSummary"_s);
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 8);
    layout->setSpacing(4);
    layout->addWidget(makeHead());
    auto *chart = new QHBoxLayout;
    chart->setContentsMargins(8, 0, 0, 0);
    chart->addWidget(m_stack);
    layout->addLayout(chart, 1);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(16, 0, 16, 0);
    bottom->addWidget(m_summary);
    layout->addLayout(bottom);
    connect(m_empty, &EmptyState::actionChosen, this,
            [this] { (m_isServing ? m_context.actions.copyAddress : m_context.actions.startOrStop)->trigger(); });
    connect(&m_feed, &TrafficFeed::ratesCame, this,
            [this](TrafficSpan span, const std::vector<meter::RatePoint> &points) {
                if (span != m_span)
                    return;
                m_points = points;
                draw(*m_context.control.snapshot());
            });
    retranslate();
}

QWidget *ThroughputCard::makeHead()
{
    auto *head = new QWidget(this);
    m_title = makeLabel("cardTitle", head);
    m_lanCaption = makeLabel("small", head);
    m_lanValue = makeLabel("smallStrong", head);
    m_upstreamCaption = makeLabel("small", head);
    m_upstreamValue = makeLabel("smallStrong", head);
    m_unit = makeLabel("help", head);
    m_spanButton = makeLink(head);
    m_spanButton->setObjectName(u"throughputSpan"_s);
    auto *spans = new QMenu(m_spanButton);
    for (int span = 0; span < shownSpans; ++span)
        connect(spans->addAction(QString()), &QAction::triggered, this, [this, span] { setSpan(TrafficSpan(span)); });
    m_spanButton->setMenu(spans);
    setTone(m_lanValue, "lan");
    setTone(m_upstreamValue, "upstream");
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addSpacing(8);
    layout->addWidget(new LegendMark(m_context.theme, Token::Lan, Qt::SolidLine, head));
    layout->addWidget(m_lanCaption);
    layout->addWidget(m_lanValue);
    layout->addSpacing(12);
    layout->addWidget(new LegendMark(m_context.theme, Token::Upstream, Qt::DashLine, head));
    layout->addWidget(m_upstreamCaption);
    layout->addWidget(m_upstreamValue);
    layout->addSpacing(12);
    layout->addWidget(m_unit);
    layout->addStretch();
    layout->addWidget(m_spanButton);
    return head;
}

void ThroughputCard::setSpan(TrafficSpan span)
{
    m_span = span;
    m_points.clear();
    m_feed.hurry();
    nameSpans();
    show(*m_context.control.snapshot());
}

void ThroughputCard::show(const control::Snapshot &snapshot)
{
    if (m_span == TrafficSpan::Minute)
        m_points = snapshot.figures.lastMinute;
    else
        m_feed.askForSpan(m_span);
    draw(snapshot);
}

void ThroughputCard::draw(const control::Snapshot &snapshot)
{
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.wall().time_since_epoch());
    const ChartSpan span = chartSpanOf(m_span);
    const auto shown = pointsWithin(m_points, span, now.count());
    const ThroughputFigures figures = figuresOf(shown);
    const bool isServing = snapshot.state == MirrorState::Serving || snapshot.state == MirrorState::Stopping;
    if (isServing != m_isServing) {
        m_isServing = isServing;
        retranslate();
    }
    m_chart->show(m_points, now.count(), span);
    const ByteUnit unit = Format::unitFor(m_chart->scale().top());
    m_lanValue->setText(Format::inUnit(isServing ? figures.toClients.current : 0, unit));
    m_upstreamValue->setText(Format::inUnit(isServing ? figures.fromUpstream.current : 0, unit));
    m_unit->setText(unit.name + u"/s"_s);
    const bool isEmpty = snapshot.figures.servedToday == 0 && snapshot.figures.fetchedToday == 0 && figures.isQuiet;
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_chart);
    m_summary->setFullText(isEmpty ? QString() : summary(figures, runsOf(shown, span.gap).size() > 1));
    m_chart->setSummary(m_summary->fullText());
}

QString ThroughputCard::both(const QString &first, const QString &second)
{
    return tr("%1 %2", "two sentences, one after the other").arg(first, second);
}

QString ThroughputCard::summary(const ThroughputFigures &figures, bool hasGap) const
{
    if (!m_isServing)
        return tr("The mirror does not run. Time without measurement is not drawn.");
    if (figures.isEmpty)
        return tr("Nothing was measured in this time, so nothing is drawn.");
    const ByteUnit unit = Format::unitFor(m_chart->scale().top());
    const auto text = [&unit](double value) { return Format::inUnit(value, unit); };
    QString sentence = tr("LAN peak %1, mean %2 %3/s. Upstream peak %4, mean %5 %3/s.")
                           .arg(text(figures.toClients.peak), text(figures.toClients.mean), unit.name,
                                text(figures.fromUpstream.peak), text(figures.fromUpstream.mean));
    if (hasGap)
        return both(sentence, tr("A gap was not measured."));
    const QString whole = both(sentence, tr("Above the line goes out, below comes in."));
    return m_summary->fontMetrics().horizontalAdvance(whole) <= m_summary->width() ? whole : sentence;
}

void ThroughputCard::nameSpans()
{
    const QStringList texts = spanTexts();
    for (int span = 0; span < shownSpans; ++span)
        m_spanButton->menu()->actions().at(span)->setText(texts.at(span));
    m_spanButton->setText(texts.at(int(m_span)) + u" ▾"_s);
    m_spanButton->setAccessibleName(tr("Time that is shown: %1").arg(texts.at(int(m_span))));
}

void ThroughputCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ThroughputCard::retranslate()
{
    m_title->setText(tr("Throughput"));
    m_lanCaption->setText(tr("LAN out"));
    m_upstreamCaption->setText(tr("Upstream in"));
    nameSpans();
    m_chart->setAccessibleName(tr("Throughput"));
    if (m_isServing)
        m_empty->setTexts(tr("Nothing was served yet. Copy the address to a client."), tr("Copy the address"));
    else
        m_empty->setTexts(tr("Nothing was served yet. Start the mirror and copy its address to a client."));
}

} // namespace mirrorlake::ui
