#include "ui/theme/fonts.h"

#include <QApplication>
#include <QFontDatabase>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

const QStringList chinese{u"Microsoft YaHei UI"_s, u"PingFang SC"_s, u"Noto Sans CJK SC"_s, u"WenQuanYi Micro Hei"_s};

QFont withFallbacks(QFont font, qreal points)
{
    font.setFamilies(font.families() + chinese);
    font.setPointSizeF(points);
    return font;
}

} // namespace

void installFonts()
{
    QApplication::setFont(textFont(10));
}

QFont textFont(qreal points, QFont::Weight weight)
{
    static const QFont system = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    QFont font = withFallbacks(system, points);
    font.setWeight(weight);
    return font;
}

QFont fixedFont(qreal points)
{
    QFont font = withFallbacks(QFontDatabase::systemFont(QFontDatabase::FixedFont), points);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    return font;
}

} // namespace mirrorlake::ui
