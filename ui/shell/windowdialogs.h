// The dialogs that actions of the window open, each once. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/relocate/foldermover.h"
#include "ui/wizard/setupwizard.h"

#include <QObject>
#include <QPointer>

namespace mirrorlake::ui {

class ClientSetupDialog;
class GuideDialog;
class AdoptDialog;

class WindowDialogs final : public QObject
{
    Q_OBJECT

public:
    WindowDialogs(const Context &context, QWidget *window);

    /// How another data folder is chosen; without it the wizard cannot.
    void setFolderChange(FolderChange change) { m_changeFolder = std::move(change); }
    /// How the data folder is moved; without it, as for a mirror elsewhere, nobody is asked.
    void setFolderMover(FolderMover mover);
    void openWizard();
    /// folder: of this computer, to begin with; empty: where such a cache usually is.
    void openImport(const QString &folder);

signals:
    void restartWanted(bool isToServe); ///< the program is to begin anew with another data folder
    void changed();                     ///< a dialog changed something that the window shows

private:
    void openClientSetup();
    void openListen();
    void beginAnew();
    void openMove();
    void openGuide();

    const Context m_context;
    QWidget *m_window;
    FolderChange m_changeFolder;
    FolderMover m_moveFolder;
    QPointer<SetupWizard> m_wizard;
    QPointer<ClientSetupDialog> m_clientSetup;
    QPointer<GuideDialog> m_guide;
    QPointer<AdoptDialog> m_import;
};

} // namespace mirrorlake::ui
