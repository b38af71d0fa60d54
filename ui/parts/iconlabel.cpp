#include "ui/parts/iconlabel.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace mirrorlake::ui {

IconLabel::IconLabel(const Theme &theme, QString name, Token token, int size, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_name(std::move(name)), m_token(token)
{
    setFixedSize(size, size);
}

void IconLabel::setIcon(const QString &name, Token token)
{
    if (m_name == name && m_token == token)
        return;
    m_name = name;
    m_token = token;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_theme.pixmap(m_name, m_token, width(), devicePixelRatioF()));
}

} // namespace mirrorlake::ui
