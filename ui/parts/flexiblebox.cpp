#include "ui/parts/flexiblebox.h"

namespace mirrorlake::ui {

void FlexibleBox::setLeastHeight(int height)
{
    if (m_leastHeight == height)
        return;
    m_leastHeight = height;
    updateGeometry();
}

QSize FlexibleBox::minimumSizeHint() const
{
    const QSize inside = QWidget::minimumSizeHint();
    return {inside.width(), std::max(inside.height(), m_leastHeight)};
}

} // namespace mirrorlake::ui
