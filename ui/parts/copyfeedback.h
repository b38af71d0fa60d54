// Lets a copy button say "Copied" for 1.5 seconds. The button keeps its width meanwhile. Owned by the button. Thread:
// GUI.
#pragma once

#include <QObject>
#include <QTimer>

class QAbstractButton;

namespace mirrorlake::ui {

class Theme;

class CopyFeedback final : public QObject
{
    Q_OBJECT

public:
    enum class Kind
    {
        Text,
        IconOnly
    };

    CopyFeedback(const Theme &theme, QAbstractButton *button, Kind kind);

    /// text is the button's word or, without a word, its name: "Copy", "Copy the address".
    void setText(const QString &text);
    void flash();

private:
    void showPlain();

    const Theme &m_theme;
    QAbstractButton *m_button;
    Kind m_kind;
    QString m_text;
    QTimer m_timer;
};

} // namespace mirrorlake::ui
