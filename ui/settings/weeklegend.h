// What the three kinds of cells of a week mean, which key sets each, and how to paint. Thread: GUI.
#pragma once

#include "base/week.h"

#include <QWidget>

#include <array>

class QLabel;

namespace mirrorlake::ui {

class Theme;

class WeekLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit WeekLegend(const Theme &theme, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    std::array<QLabel *, 3> m_words;
    QLabel *m_how;
};

} // namespace mirrorlake::ui
