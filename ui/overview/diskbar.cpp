#include "ui/overview/diskbar.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace mirrorlake::ui {

namespace {

constexpr double almostFull = 0.95;

} // namespace

DiskBar::DiskBar(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(10);
    setMinimumWidth(80);
}

void DiskBar::setUsed(double share)
{
    if (m_used == share)
        return;
    m_used = share;
    update();
}

void DiskBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.fillPath(outline, m_theme.color(Token::Track));
    painter.setClipPath(outline);
    const Token token = m_used >= almostFull ? Token::Warn : Token::TextMuted;
    painter.fillRect(QRectF(0, 0, width() * m_used, height()), m_theme.color(token));
}

} // namespace mirrorlake::ui
