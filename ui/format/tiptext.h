// Tool tips of any length. Pure.
#pragma once

#include <QString>

namespace mirrorlake::ui {

/// Qt breaks only rich text into lines; anything else would be one line as wide as the screen.
inline QString tipText(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<qt>") + text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")) +
           QStringLiteral("</qt>");
}

} // namespace mirrorlake::ui
