// A week of 7 × 24 hours to paint: full, limited or off. Mouse: drag paints with the next level of the first hour.
// Keys: arrows move, with Shift they extend, 1 2 3 set. The rules in words stand beside it as its equal. Thread: GUI.
#pragma once

#include "ui/settings/weekrules.h"

#include <QWidget>

namespace mirrorlake::ui {

class Theme;

/// "full speed", "limited" or "off" in the present language.
QString levelWord(WeekLevel level);

class WeekGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit WeekGrid(const Theme &theme, QWidget *parent = nullptr);

    const WeekCells &cells() const { return m_cells; }
    void setCells(const WeekCells &cells);
    /// One cell, as it stands for the level.
    static void paintCell(QPainter &painter, const QRect &rect, WeekLevel level, const Theme &theme);
    QRect cellRect(int day, int hour) const;
    void retranslate();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void edited();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Place
    {
        int day = 0;
        int hour = 0;
    };

    std::optional<Place> placeAt(QPoint point) const;
    void move(int days, int hours, bool isExtending);
    void set(WeekLevel level);
    bool isChosen(int day, int hour) const;
    WeekLevel &cell(Place place) { return m_cells[std::size_t(place.day * 24 + place.hour)]; }
    void say();

    const Theme &m_theme;
    WeekCells m_cells{};
    Place m_current;
    Place m_anchor;
    std::optional<WeekLevel> m_brush; ///< while a button is down
};

} // namespace mirrorlake::ui
