// Takes in what lies on the mirror's computer already: chooses a folder, shows what is in it, and how the import goes
// on. The import belongs to the mirror and goes on without this dialog, which shows it again when it is opened. Thread:
// GUI.
#pragma once

#include "adopt/report.h"
#include "ui/adopt/foundcommits.h"
#include "ui/clients/sortmarkproxy.h"
#include "ui/context.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mirrorlake::ui {

class EmptyState;
class FolderField;

class AdoptDialog final : public QDialog
{
    Q_OBJECT

public:
    /// isHere: the mirror runs on this computer, so that its folders can be chosen. folder: to begin with, or empty.
    AdoptDialog(const Context &context, bool isHere, const QString &folder, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectParts();
    QWidget *makeTable();
    void begin(bool takes);
    /// Why it cannot begin; empty when it can.
    QString fault() const;
    void ask();
    void take(const adopt::Report &report);
    void showReport();
    QString sentence() const;
    void showSentence(const QString &text, bool isFault, const QString &tip = {});
    void retranslate();

    const Context m_context;
    const bool m_isHere;
    adopt::Report m_report;
    bool m_isAsked = false; ///< an import was begun or found here
    FoundCommits m_found;
    SortMarkProxy m_sorted;
    QTimer m_again;
    QLabel *m_help;
    FolderField *m_folder;
    QLabel *m_repoCaption;
    QLineEdit *m_repo;
    QCheckBox *m_open;
    QLabel *m_openHelp;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    QProgressBar *m_bar;
    QLabel *m_state;
    QPushButton *m_look;
    QPushButton *m_import;
    QPushButton *m_stop;
    QPushButton *m_close;
};

/// Where Hugging Face's libraries keep their cache here; empty when there is none.
QString ownHubCache();

} // namespace mirrorlake::ui
