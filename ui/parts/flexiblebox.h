// A part of a scrolled page that may shrink to its least height: a scroll area would otherwise give it the height that
// its wrapped sentences would like. Thread: GUI.
#pragma once

#include <QWidget>

namespace mirrorlake::ui {

class FlexibleBox final : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Not less than this, and not less than what is inside needs.
    void setLeastHeight(int height);

    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override { return minimumSizeHint(); }
    QSize minimumSizeHint() const override;

private:
    int m_leastHeight = 0;
};

} // namespace mirrorlake::ui
