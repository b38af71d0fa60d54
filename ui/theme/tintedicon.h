// Draws our line icons in a colour of the look: QtSvg knows no palette, so currentColor is replaced before rendering.
// The colour is asked for at each paint, so an icon follows a change of look by itself. Thread: GUI.
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QIconEngine>
#include <QPixmapCache>

namespace mirrorlake::ui {

class Theme;

/// One icon in one colour, at a device-independent size.
QPixmap tintedPixmap(const QString &name, const QColor &color, const QSize &size, qreal deviceRatio);

class TintedIconEngine final : public QIconEngine
{
public:
    /// theme is borrowed and must outlive every icon.
    TintedIconEngine(const Theme &theme, QString name, Token normal, Token checked);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine *clone() const override;

private:
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const;

    const Theme &m_theme;
    QString m_name;
    Token m_normal;
    Token m_checked;
};

} // namespace mirrorlake::ui
