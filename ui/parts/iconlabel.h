// A tinted icon that stands in a layout and follows the look. Decoration only: the words beside it say the same.
// Thread: GUI.
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace mirrorlake::ui {

class Theme;

class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    IconLabel(const Theme &theme, QString name, Token token, int size, QWidget *parent = nullptr);

    void setIcon(const QString &name, Token token);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
    Token m_token;
};

} // namespace mirrorlake::ui
