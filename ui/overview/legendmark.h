// The piece of line beside a legend's word: solid for what goes out, dashed for what comes in. Thread: GUI.
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace mirrorlake::ui {

class Theme;

class LegendMark final : public QWidget
{
    Q_OBJECT

public:
    LegendMark(const Theme &theme, Token color, Qt::PenStyle line, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Token m_color;
    Qt::PenStyle m_line;
};

} // namespace mirrorlake::ui
