// The dialogs that actions of the window open, each once. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/wizard/setupwizard.h"

#include <QObject>
#include <QPointer>

namespace mirrorlake::ui {

class ClientSetupDialog;

class WindowDialogs final : public QObject
{
    Q_OBJECT

public:
    WindowDialogs(const Context &context, QWidget *window);

    /// How another data folder is chosen; without it the wizard cannot.
    void setFolderChange(FolderChange change) { m_changeFolder = std::move(change); }
    void openWizard();

signals:
    void restartWanted(); ///< the program is to begin anew with another data folder
    void changed();       ///< a dialog changed something that the window shows

private:
    void openClientSetup();
    void openListen();

    const Context m_context;
    QWidget *m_window;
    FolderChange m_changeFolder;
    QPointer<SetupWizard> m_wizard;
    QPointer<ClientSetupDialog> m_clientSetup;
};

} // namespace mirrorlake::ui
