// A bar of which a part is used. Thread: GUI.
#pragma once

#include <QWidget>

namespace mirrorlake::ui {

class Theme;

class DiskBar final : public QWidget
{
    Q_OBJECT

public:
    DiskBar(const Theme &theme, QWidget *parent);

    void setUsed(double share); ///< 0 to 1

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    double m_used = 0;
};

} // namespace mirrorlake::ui
