// In the title bar: which mirror is shown, and a menu of the others. Thread: GUI.
#pragma once

#include <QToolButton>

class QMenu;

namespace mirrorlake::ui {

class MirrorBook;
class Theme;

class MirrorSwitch final : public QToolButton
{
    Q_OBJECT

public:
    MirrorSwitch(const Theme &theme, MirrorBook &book, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void retranslate();

    MirrorBook &m_book;
    QMenu *m_menu;
};

} // namespace mirrorlake::ui
