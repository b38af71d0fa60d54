#include "ui/theme/tokens.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::array names{
    "window",      "sidebar",      "base",         "alternateBase", "raised",   "text",        "textMuted",
    "placeholder", "disabledText", "line",         "controlLine",   "button",   "buttonHover", "buttonText",
    "accent",      "accentHover",  "onAccent",     "rowSelected",   "rowHover", "link",        "track",
    "ok",          "okTint",       "warn",         "warnTint",      "error",    "errorTint",   "lan",
    "lanTint",     "upstream",     "upstreamTint", "hit",           "miss",     "joined",      "joinedTint",
    "tooltip",     "tooltipText"};
static_assert(names.size() == static_cast<std::size_t>(Token::Count), "every token has its name");

} // namespace

Tokens Tokens::load(const QString &look)
{
    QFile file(u":/mirrorlake/theme/tokens.json"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    const QJsonObject colors = QJsonDocument::fromJson(file.readAll()).object().value(look).toObject();
    Tokens tokens;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const QString value = colors.value(QLatin1StringView(names[i])).toString();
        Q_ASSERT_X(!value.isEmpty(), "tokens.json", names[i]);
        tokens.m_colors[i] = QColor(value);
    }
    return tokens;
}

QString Tokens::nameOf(Token token)
{
    return QString::fromLatin1(names[static_cast<std::size_t>(token)]);
}

} // namespace mirrorlake::ui
