#include "ui/theme/tintedicon.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QByteArray tintedSource(const QString &name, const QColor &color)
{
    QFile file(u":/mirrorlake/icons/"_s + name + u".svg"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "icon", qPrintable(name));
    return file.readAll().replace("currentColor", color.name().toLatin1());
}

} // namespace

QPixmap tintedPixmap(const QString &name, const QColor &color, const QSize &size, qreal deviceRatio)
{
    const QSize pixels = (QSizeF(size) * deviceRatio).toSize();
    const QString key = u"mirrorlake:%1:%2:%3x%4"_s.arg(name, color.name()).arg(pixels.width()).arg(pixels.height());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer renderer(tintedSource(name, color));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(&painter);
        painter.end();
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(deviceRatio);
    return pixmap;
}

TintedIconEngine::TintedIconEngine(const Theme &theme, QString name, Token normal, Token checked)
    : m_theme(theme), m_name(std::move(name)), m_normal(normal), m_checked(checked)
{}

void TintedIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
    painter->drawPixmap(rect, tintedPixmap(m_name, colorFor(mode, state), rect.size(), ratio));
}

QPixmap TintedIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return tintedPixmap(m_name, colorFor(mode, state), size, 1.0);
}

QPixmap TintedIconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale)
{
    return tintedPixmap(m_name, colorFor(mode, state), (QSizeF(size) / scale).toSize(), scale);
}

QIconEngine *TintedIconEngine::clone() const
{
    return new TintedIconEngine(m_theme, m_name, m_normal, m_checked);
}

QColor TintedIconEngine::colorFor(QIcon::Mode mode, QIcon::State state) const
{
    if (mode == QIcon::Disabled)
        return m_theme.color(Token::DisabledText);
    return m_theme.color(state == QIcon::On ? m_checked : m_normal);
}

} // namespace mirrorlake::ui
