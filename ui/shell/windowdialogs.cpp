#include "ui/shell/windowdialogs.h"

#include "control/control.h"
#include "ui/about/aboutdialog.h"
#include "ui/adopt/adoptdialog.h"
#include "ui/diagnostics/diagnosticsdialog.h"
#include "ui/guide/guidedialog.h"
#include "ui/health/healthdialog.h"
#include "ui/relocate/movedialog.h"
#include "ui/setup/clientsetupdialog.h"
#include "ui/setup/listendialog.h"
#include "ui/shell/actions.h"
#include "ui/shell/keysdialog.h"
#include "ui/trash/trashdialog.h"

namespace mirrorlake::ui {

WindowDialogs::WindowDialogs(const Context &context, QWidget *window)
    : QObject(window), m_context(context), m_window(window)
{
    const Actions &actions = context.actions;
    connect(actions.clientSetup, &QAction::triggered, this, &WindowDialogs::openClientSetup);
    connect(actions.changeAddress, &QAction::triggered, this, &WindowDialogs::openListen);
    connect(actions.about, &QAction::triggered, this, [this] { (new AboutDialog(m_window))->open(); });
    connect(actions.diagnostics, &QAction::triggered, this,
            [this] { (new DiagnosticsDialog(m_context, m_window))->open(); });
    connect(actions.health, &QAction::triggered, this, [this] { (new HealthDialog(m_context, m_window))->open(); });
    connect(actions.wizard, &QAction::triggered, this, &WindowDialogs::openWizard);
    connect(actions.moveCache, &QAction::triggered, this, &WindowDialogs::openMove);
    actions.moveCache->setVisible(false);
    connect(actions.guide, &QAction::triggered, this, &WindowDialogs::openGuide);
    connect(actions.importCache, &QAction::triggered, this, [this] { openImport({}); });
    connect(actions.trash, &QAction::triggered, this, [this] { (new TrashDialog(m_context, m_window))->open(); });
    connect(actions.help, &QAction::triggered, this, [this] { (new KeysDialog(m_context.actions, m_window))->open(); });
}

void WindowDialogs::openClientSetup()
{
    if (!m_clientSetup)
        m_clientSetup = new ClientSetupDialog(m_context, m_window);
    m_clientSetup->show(m_context.control.snapshot()->addresses);
    m_clientSetup->open();
}

/// Stays beside the window, so that it can be read while one does what it says.
void WindowDialogs::openGuide()
{
    if (!m_guide)
        m_guide = new GuideDialog(m_window);
    m_guide->show();
    m_guide->raise();
    m_guide->activateWindow();
}

void WindowDialogs::openWizard()
{
    if (!m_wizard)
        m_wizard = new SetupWizard(m_context, listenChoices(), m_changeFolder, m_window);
    connect(m_wizard, &QDialog::finished, this, &WindowDialogs::changed, Qt::UniqueConnection);
    connect(m_wizard, &SetupWizard::restartWanted, this, &WindowDialogs::beginAnew, Qt::UniqueConnection);
    m_wizard->open();
}

void WindowDialogs::beginAnew()
{
    emit restartWanted(false);
}

void WindowDialogs::setFolderMover(FolderMover mover)
{
    m_moveFolder = std::move(mover);
    m_context.actions.moveCache->setVisible(m_moveFolder != nullptr);
}

void WindowDialogs::openMove()
{
    auto *dialog = new MoveDialog(m_context, m_moveFolder, m_window);
    connect(dialog, &MoveDialog::moved, this, &WindowDialogs::restartWanted);
    connect(dialog, &QDialog::finished, this, &WindowDialogs::changed);
    dialog->open();
}

void WindowDialogs::openImport(const QString &folder)
{
    if (m_import)
        m_import->close();
    const bool isHere = m_moveFolder != nullptr;
    const QString first = folder.isEmpty() ? ownHubCache() : folder;
    m_import = new AdoptDialog(m_context, isHere, isHere ? first : QString(), m_window);
    connect(m_import, &QDialog::finished, this, &WindowDialogs::changed);
    m_import->open();
}

void WindowDialogs::openListen()
{
    auto *dialog = new ListenDialog(m_context, listenChoices(), m_window);
    connect(dialog, &QDialog::accepted, this, &WindowDialogs::changed);
    dialog->open();
}

} // namespace mirrorlake::ui
