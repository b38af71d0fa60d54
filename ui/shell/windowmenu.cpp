#include "ui/shell/windowmenu.h"

#include "ui/shell/actions.h"

namespace mirrorlake::ui {

WindowMenu::WindowMenu(const Actions &actions, QWidget *parent)
    : QMenu(parent), m_languages(new QMenu(this)), m_looks(new QMenu(this))
{
    addAction(actions.startOrStop);
    addAction(actions.copyAddress);
    addAction(actions.clientSetup);
    addAction(actions.changeAddress);
    addAction(actions.offline);
    addAction(actions.health);
    addSeparator();
    addAction(actions.add);
    addAction(actions.pauseAll);
    addAction(actions.importCache);
    addAction(actions.trash);
    addSeparator();
    addMenu(m_languages);
    addMenu(m_looks);
    m_languages->addActions(actions.languages->actions());
    m_looks->addActions(actions.looks->actions());
    addAction(actions.resetLayout);
    addSeparator();
    addAction(actions.wizard);
    addAction(actions.moveCache);
    addAction(actions.guide);
    addAction(actions.help);
    addAction(actions.diagnostics);
    addAction(actions.about);
    addSeparator();
    addAction(actions.quit);
    retranslate();
}

void WindowMenu::retranslate()
{
    m_languages->setTitle(tr("Language"));
    m_looks->setTitle(tr("Look"));
}

} // namespace mirrorlake::ui
