// The card of the waterline chart: legend with current values, how much time it looks back on, the
// chart, and its summary in one sentence. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/charts/throughputfigures.h"
#include "ui/context.h"
#include "ui/traffic/trafficfeed.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace mirrorlake::ui {

class ElidedLabel;
class EmptyState;
class LegendMark;
class ThroughputChart;

class ThroughputCard final : public QFrame
{
    Q_OBJECT

public:
    ThroughputCard(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void setSpan(TrafficSpan span);
    void nameSpans();
    void draw(const control::Snapshot &snapshot);
    void retranslate();
    static QString both(const QString &first, const QString &second);
    QString summary(const ThroughputFigures &figures, bool hasGap) const;

    Context m_context;
    TrafficFeed m_feed;
    TrafficSpan m_span = TrafficSpan::Minute;
    std::vector<meter::RatePoint> m_points;
    bool m_isServing = false;
    QLabel *m_title;
    QLabel *m_lanCaption;
    QLabel *m_lanValue;
    QLabel *m_upstreamCaption;
    QLabel *m_upstreamValue;
    QLabel *m_unit;
    QPushButton *m_spanButton;
    QStackedWidget *m_stack;
    ThroughputChart *m_chart;
    EmptyState *m_empty;
    ElidedLabel *m_summary;
};

} // namespace mirrorlake::ui
