// The menu of the window; holds the shared actions, nothing of its own. Thread: GUI.
#pragma once

#include <QMenu>

namespace mirrorlake::ui {

class Actions;

class WindowMenu final : public QMenu
{
    Q_OBJECT

public:
    WindowMenu(const Actions &actions, QWidget *parent);

    void retranslate();

private:
    QMenu *m_languages;
    QMenu *m_looks;
};

} // namespace mirrorlake::ui
