#include "ui/shell/panes.h"

namespace mirrorlake::ui {

void movePane(std::span<QWidget *const> panes, const QWidget *focused, int step)
{
    std::size_t present = 0;
    for (std::size_t i = 0; i < panes.size(); ++i) {
        if (focused && (panes[i] == focused || panes[i]->isAncestorOf(focused)))
            present = i;
    }
    QWidget *pane = panes[(present + panes.size() + std::size_t(step)) % panes.size()];
    QWidget *target = pane;
    while (target && (!target->isVisible() || !(target->focusPolicy() & Qt::TabFocus) ||
                      (target != pane && !pane->isAncestorOf(target)))) {
        target = target->nextInFocusChain();
        if (target == pane)
            return;
    }
    target->setFocus(Qt::ShortcutFocusReason);
}

} // namespace mirrorlake::ui
