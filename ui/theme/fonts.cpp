#include "ui/theme/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

const QStringList chinese{u"Microsoft YaHei UI"_s, u"PingFang SC"_s, u"Noto Sans CJK SC"_s, u"WenQuanYi Micro Hei"_s};

const QStringList fixedPitch{u"DejaVu Sans Mono"_s, u"Noto Sans Mono"_s, u"Liberation Mono"_s, u"Consolas"_s,
                             u"Menlo"_s};

/// A platform may name its font by an alias ("Sans Serif"), which would hand every glyph to the first fallback.
QString realFamily(const QFont &font)
{
    return QFontInfo(font).family();
}

bool hasWeight(const QString &family, int least, int most)
{
    const QStringList styles = QFontDatabase::styles(family);
    return std::ranges::any_of(styles, [&](const QString &style) {
        const int weight = QFontDatabase::weight(family, style);
        return weight >= least && weight <= most;
    });
}

/// The system's own fixed font, unless it is none.
QStringList fixedFamilies()
{
    const QFont system = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QString family = realFamily(system);
    return QFontDatabase::isFixedPitch(family) ? QStringList(family) + fixedPitch : fixedPitch;
}

} // namespace

void installFonts()
{
    QApplication::setFont(textFont(10));
}

QFont textFont(qreal points, QFont::Weight weight)
{
    static const QString family = realFamily(QFontDatabase::systemFont(QFontDatabase::GeneralFont));
    QFont font;
    font.setFamilies(QStringList(family) + chinese);
    font.setPointSizeF(points);
    font.setWeight(weight);
    return font;
}

QFont::Weight emphasisWeight()
{
    static const QFont::Weight weight = [] {
        const QStringList installed = QFontDatabase::families();
        const auto fallback =
            std::ranges::find_if(chinese, [&](const QString &family) { return installed.contains(family); });
        const bool isChineseReady = fallback == chinese.end() || hasWeight(*fallback, QFont::DemiBold, QFont::Black);
        const bool isReady =
            isChineseReady && hasWeight(textFont(10).families().constFirst(), QFont::DemiBold, QFont::DemiBold);
        return isReady ? QFont::DemiBold : QFont::Bold;
    }();
    return weight;
}

QFont fixedFont(qreal points)
{
    static const QStringList families = fixedFamilies() + chinese;
    QFont font;
    font.setFamilies(families);
    font.setPointSizeF(points);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    return font;
}

} // namespace mirrorlake::ui
