// The charts of the traffic page: throughput and requests of a live span, or bars of days or months. Thread: GUI.
#pragma once

#include "catalog/dayrow.h"
#include "ui/context.h"
#include "ui/traffic/requestrates.h"
#include "ui/traffic/trafficspan.h"

#include <QWidget>

namespace mirrorlake::ui {

class ChartCard;
class DayBars;
struct DayBar;
class RequestsChart;
class ThroughputChart;

class TrafficCharts final : public QWidget
{
    Q_OBJECT

public:
    explicit TrafficCharts(const Context &context, QWidget *parent = nullptr);

    void setSpan(TrafficSpan span);
    void setNarrow(bool isNarrow);
    void showRates(const std::vector<meter::RatePoint> &points, qint64 now);
    void showRequests(const RequestRates &rates, qint64 now);
    void showBars(const std::vector<catalog::DayRow> &rows, const QDate &today);
    QString chosenDay() const;
    void retranslate();

signals:
    void dayChosen(const QString &day);

private:
    void arrange();

    TrafficSpan m_span = TrafficSpan::TenMinutes;
    bool m_isNarrow = false;
    ThroughputChart *m_throughput;
    RequestsChart *m_requests;
    DayBars *m_bars;
    ChartCard *m_throughputCard;
    ChartCard *m_requestsCard;
    ChartCard *m_barsCard;
};

/// Thirty days or twelve months up to today, those without traffic too.
std::vector<DayBar> dayBars(const std::vector<catalog::DayRow> &rows, TrafficSpan span, const QDate &today,
                            int days = 30);

} // namespace mirrorlake::ui
