// The pane below the queue: progress with facts, parts and speed, then files, sources and the log of one job. Asks for
// them only while it can be seen; what another job said is never shown. Thread: GUI.
#pragma once

#include "preload/jobdetail.h"
#include "ui/clients/sortmarkproxy.h"
#include "ui/context.h"
#include "ui/jobdetails/jobfilemodel.h"
#include "ui/jobdetails/jobsourcemodel.h"

#include <QFrame>

class QLabel;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace mirrorlake::ui {

class EmptyState;
class JobDetailFeed;
class JobFacts;
class JobLogView;
class JobParts;
class JobSpeedPanel;

class JobDetails final : public QFrame
{
    Q_OBJECT

public:
    explicit JobDetails(const Context &context, QWidget *parent = nullptr);

    /// nullptr when none is chosen.
    void show(const preload::Job *job);
    using QFrame::show;
    /// Facts give way to parts and speed.
    void setNarrow(bool isNarrow);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Tab
    {
        Progress,
        Files,
        Sources,
        Log,
        TabCount
    };

    QWidget *makeProgress();
    QWidget *makeFiles();
    QWidget *makeSources();
    void take(preload::JobDetail detail);
    void showDetail();
    void showTabs();
    void retranslate();

    const Context m_context;
    JobDetailFeed *m_feed;
    std::optional<preload::Job> m_job;
    preload::JobDetail m_detail;
    JobFileModel m_fileModel;
    SortMarkProxy m_sortedFiles;
    JobSourceModel m_sourceModel;
    QStackedWidget *m_stack;
    EmptyState *m_nothing;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    JobFacts *m_facts;
    JobParts *m_parts;
    JobSpeedPanel *m_speed;
    QTableView *m_files;
    QLabel *m_filesFoot;
    QTableView *m_sources;
    QLabel *m_sourcesFoot;
    JobLogView *m_log;
};

} // namespace mirrorlake::ui
