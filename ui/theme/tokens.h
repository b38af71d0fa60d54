// The colours of one look by name. resources/theme/tokens.json is the only place where a colour is written down. Plain
// value.
#pragma once

#include <QColor>
#include <QString>

#include <array>

namespace mirrorlake::ui {

enum class Token
{
    Window,
    Sidebar,
    Base,
    AlternateBase,
    Raised,
    Text,
    TextMuted,
    Placeholder,
    DisabledText,
    Line,
    ControlLine,
    Button,
    ButtonHover,
    ButtonText,
    Accent,
    AccentHover,
    OnAccent,
    RowSelected,
    RowHover,
    Link,
    Track,
    Ok,
    OkTint,
    Warn,
    WarnTint,
    Error,
    ErrorTint,
    Lan,
    LanTint,
    Upstream,
    UpstreamTint,
    Hit,
    Miss,
    Joined,
    JoinedTint,
    Tooltip,
    TooltipText,
    Count,
};

class Tokens
{
public:
    /// look is "light" or "dark".
    static Tokens load(const QString &look);

    QColor color(Token token) const { return m_colors[static_cast<std::size_t>(token)]; }
    /// The name in tokens.json: "textMuted".
    static QString nameOf(Token token);

private:
    std::array<QColor, static_cast<std::size_t>(Token::Count)> m_colors;
};

} // namespace mirrorlake::ui
