#include "ui/jobdetails/jobspeedpanel.h"

#include "base/clock.h"
#include "ui/format/format.h"
#include "ui/jobdetails/jobspeedchart.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/parts.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

JobSpeedPanel::JobSpeedPanel(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_title(makeLabel("emphasis", this)), m_value(makeLabel("emphasis", this)),
      m_mean(makeLabel("help", this)), m_chart(new JobSpeedChart(context.theme, this)),
      m_summary(new ElidedLabel("help", Qt::ElideRight, this))
{
    m_chart->setObjectName(u"jobSpeedChart"_s);
    m_summary->setObjectName(u"jobSpeedSummary"_s);
    setTone(m_value, "upstream");
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_value);
    head->addWidget(m_mean);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_summary);
    retranslate();
}

void JobSpeedPanel::show(const std::vector<preload::JobRate> &rates)
{
    m_rates = rates;
    std::vector<meter::RatePoint> points;
    points.reserve(rates.size());
    for (const preload::JobRate &rate : rates)
        points.push_back({rate.unixMilliseconds, 0, rate.bytesPerSecond});
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.wall().time_since_epoch());
    const std::int64_t now = time.count();
    const auto shown = pointsWithin(points, JobSpeedChart::span(), now);
    const ThroughputFigures figures = figuresOf(shown);
    const bool isRunning = !shown.empty() && now - shown.back().unixMilliseconds <= JobSpeedChart::span().gap;
    m_value->setText(isRunning ? Format::rate(figures.fromUpstream.current) : Format::none());
    m_mean->setText(figures.isEmpty ? QString() : tr("mean %1").arg(Format::rate(figures.fromUpstream.mean)));
    m_summary->setFullText(summary(points, now));
    m_chart->setSummary(m_summary->fullText());
    m_chart->show(std::move(points), now);
    m_title->setText(tr("Speed, %1/s").arg(m_chart->unit().name));
}

QString JobSpeedPanel::summary(const std::vector<meter::RatePoint> &points, std::int64_t now) const
{
    const auto shown = pointsWithin(points, JobSpeedChart::span(), now);
    if (shown.empty())
        return tr("No bytes came in the last ten minutes.");
    const auto runs = runsOf(shown, JobSpeedChart::span().gap);
    if (runs.size() > 1) {
        const std::int64_t begin = runs[runs.size() - 2].back().unixMilliseconds;
        const std::int64_t end = runs.back().front().unixMilliseconds;
        return tr("Gap at %1: it did not run for %2.")
            .arg(Format::timeOfDay(begin / 1000), Format::duration((end - begin) / 1000));
    }
    const ThroughputFigures figures = figuresOf(shown);
    return tr("Peak %1, mean %2.")
        .arg(Format::rate(figures.fromUpstream.peak), Format::rate(figures.fromUpstream.mean));
}

void JobSpeedPanel::retranslate()
{
    m_chart->setAccessibleName(tr("Speed of the last ten minutes"));
    show(m_rates);
}

} // namespace mirrorlake::ui
