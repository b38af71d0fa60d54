// The queue of pre-downloads: where each stands and why; to add, pause, retry, move and take away. What is known of the
// chosen one stands below. Thread: GUI.
#pragma once

#include "preload/job.h"
#include "ui/context.h"
#include "ui/downloads/jobfilter.h"
#include "ui/downloads/jobtablemodel.h"
#include "ui/shell/page.h"

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace mirrorlake::ui {

class EmptyState;
class JobDetails;
class JobMenus;
class Segments;

class DownloadsPage final : public Page
{
    Q_OBJECT

public:
    explicit DownloadsPage(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot) override;
    using Page::show;
    /// Opens the dialog with these names in it.
    void add(const QString &text);
    /// All that may run; what was paused, when nothing else is left.
    void pauseOrResumeAll(const control::Snapshot &snapshot);
    bool act(PageVerb verb) override;

protected:
    void becomeNarrow(bool isNarrow) override;
    void retranslate() override;

private:
    QWidget *makeTools();
    QWidget *makeList();
    void buildTable();
    void showSegments();
    void showEmpty();
    void showVerbs();
    void showDetails();
    void choose();
    bool closeDetails();
    const preload::Job *chosen() const;
    bool isAllPaused() const;
    void pauseOrResume(const preload::Job &job);
    void moveChosenTo(int position);
    void removeChosen();
    void command(preload::JobId id, preload::JobCommand command);
    /// Says below the table what the mirror refused.
    std::function<void(Result<void>)> answerShown();

    Context m_context;
    JobTableModel m_jobs;
    JobFilter m_filter;
    QPushButton *m_add;
    QPushButton *m_pauseAll;
    QToolButton *m_pause;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_remove;
    Segments *m_segments;
    QLineEdit *m_words;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    QLabel *m_foot;
    QSplitter *m_splitter;
    JobDetails *m_details;
    QAction *m_retry;
    JobMenus *m_menus;
    bool m_wantsDetails = true; ///< a choice opens them
};

} // namespace mirrorlake::ui
