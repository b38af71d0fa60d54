// The speed of one job: its chart with the present value and the mean above and a sentence below. Thread: GUI.
#pragma once

#include "meter/meter.h"
#include "preload/jobdetail.h"
#include "ui/context.h"

#include <QString>
#include <QWidget>

class QLabel;

namespace mirrorlake::ui {

class ElidedLabel;
class JobSpeedChart;

class JobSpeedPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit JobSpeedPanel(const Context &context, QWidget *parent = nullptr);

    void show(const std::vector<preload::JobRate> &rates);
    using QWidget::show;
    void retranslate();

private:
    QString summary(const std::vector<meter::RatePoint> &points, std::int64_t now) const;

    const Context m_context;
    std::vector<preload::JobRate> m_rates;
    QLabel *m_title;
    QLabel *m_value;
    QLabel *m_mean;
    JobSpeedChart *m_chart;
    ElidedLabel *m_summary;
};

} // namespace mirrorlake::ui
