// First run: language, folder, upstream, who may connect, and the line for clients. Every page can be skipped; nothing
// but language and look holds before the end. Opened again from the menu. Thread: GUI.
#pragma once

#include "control/configuration.h"
#include "ui/context.h"
#include "ui/setup/listenchoices.h"

#include <QDialog>

#include <functional>
#include <vector>

class QListWidget;
class QPushButton;
class QStackedWidget;
class QLabel;

namespace mirrorlake::ui {

class AccessPage;
class FolderPage;
class ReadyPage;
class WizardPage;

/// Makes another folder the one that is used from the next start on, with what was chosen. False when that cannot be.
using FolderChange = std::function<bool(const QString &folder, const std::vector<control::Assignment> &chosen)>;

class SetupWizard final : public QDialog
{
    Q_OBJECT

public:
    SetupWizard(const Context &context, std::vector<ListenChoice> choices, FolderChange changeFolder, QWidget *parent);

signals:
    void restartWanted(); ///< another folder was chosen

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void go(int page);
    void finish();
    void ended(const std::vector<control::Assignment> &chosen);
    void retranslate();

    const Context m_context;
    const FolderChange m_changeFolder;
    std::vector<WizardPage *> m_pages;
    FolderPage *m_folder;
    AccessPage *m_access;
    ReadyPage *m_ready;
    QListWidget *m_side;
    QStackedWidget *m_stack;
    QPushButton *m_skip;
    QLabel *m_where;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace mirrorlake::ui
