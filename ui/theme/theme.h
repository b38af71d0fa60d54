// Light, dark or what the system wears: loads the tokens, fills the application's palette and style sheet, hands
// colours and icons to whoever paints. One object for the whole program, made before the first widget. Thread: GUI.
#pragma once

#include "ui/theme/systemlook.h"
#include "ui/theme/tokens.h"

#include <QIcon>
#include <QObject>
#include <QTemporaryDir>

namespace mirrorlake::ui {

class Theme final : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    /// setting is "light", "dark" or "system"; anything else counts as "system".
    void apply(const QString &setting);
    bool isDark() const { return m_isDark; }

    QColor color(Token token) const { return m_tokens.color(token); }
    QIcon icon(const QString &name, Token normal = Token::ButtonText) const;
    QIcon icon(const QString &name, Token normal, Token checked) const;
    QPixmap pixmap(const QString &name, Token token, int size, qreal deviceRatio) const;

signals:
    void changed();

private:
    void wear(bool dark);
    void writeSheetIcons() const;

    SystemLook m_systemLook;
    QTemporaryDir m_sheetIcons; ///< a style sheet can only name icons by file
    Tokens m_tokens;
    bool m_isDark = false;
    bool m_followsSystem = true;
};

} // namespace mirrorlake::ui
