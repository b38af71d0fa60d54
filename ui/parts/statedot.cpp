#include "ui/parts/statedot.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace mirrorlake::ui {

using control::MirrorState;

StateDot::StateDot(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setFixedSize(sizeHint());
}

void StateDot::setState(MirrorState state)
{
    if (m_state == state)
        return;
    m_state = state;
    update();
}

void StateDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFull = m_state == MirrorState::Serving || m_state == MirrorState::Failed;
    const Token token = m_state == MirrorState::Serving  ? Token::Ok
                        : m_state == MirrorState::Failed ? Token::Error
                                                         : Token::TextMuted;
    if (isFull) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(token));
        painter.drawEllipse(rect());
    } else {
        painter.setPen(QPen(m_theme.color(token), 2));
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

} // namespace mirrorlake::ui
