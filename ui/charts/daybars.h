// Bytes by day or month as bars: what came from the cache below, what had to be fetched above. A bar can be chosen with
// the mouse or the arrow keys; values under the mouse. Thread: GUI.
#pragma once

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace mirrorlake::ui {

class Theme;

struct DayBar
{
    QString day;   ///< "2026-11-21" or "2026-11"
    QString label; ///< under the bar
    double saved = 0;
    double fetched = 0;
    double served = 0;

    bool operator==(const DayBar &) const = default;
};

class DayBars final : public QWidget
{
    Q_OBJECT

public:
    explicit DayBars(Theme &theme, QWidget *parent = nullptr);

    /// Oldest first. The chosen day stays chosen; the last one when it is gone.
    void show(std::vector<DayBar> bars);
    using QWidget::show;
    const std::vector<DayBar> &bars() const { return m_bars; }
    QString chosenDay() const;
    void setSummary(const QString &summary) { setAccessibleDescription(summary); }
    /// The words beside the mouse; empty when it is elsewhere.
    QString readingAt(double x) const;

    QSize minimumSizeHint() const override { return {300, 100}; }

signals:
    void dayChosen(const QString &day);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int barAt(double x) const; ///< -1: none
    void choose(int bar);

    Theme &m_theme;
    std::vector<DayBar> m_bars;
    int m_chosen = -1;
    QRectF m_plot;
    std::optional<double> m_hover;
};

} // namespace mirrorlake::ui
