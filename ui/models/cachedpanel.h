// Everything that is held: size, last use, hits, what is shared or pinned, which revisions; to find, to pin, to look at
// and to delete. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"
#include "ui/models/cachedfilter.h"
#include "ui/models/cachedmodel.h"
#include "ui/shell/page.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mirrorlake::ui {

class CachedFooter;
class EmptyState;
class Segments;

class CachedPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CachedPanel(const Context &context, QWidget *parent = nullptr);

    /// Asks again for the list when it may have changed; while it is seen.
    void show(const control::Snapshot &snapshot);
    using QWidget::show;
    /// Pin and delete, of the chosen repo.
    bool act(PageVerb verb);
    int count() const { return int(m_count); }
    void setNarrow(bool isNarrow);
    void retranslate();

signals:
    void counted(int repos);
    void searchWanted();
    void cardWanted(const mirrorlake::RepoKey &repo, const QString &revision);

private:
    QWidget *makeTools();
    QWidget *makeList();
    void buildTable();
    void ask();
    void update(const std::vector<library::HeldRepo> &repos, std::int64_t now);
    void take(const Result<library::HeldPage> &answer);
    void showAll();
    void showChosen();
    void nameTrash();

    Context m_context;
    CachedModel m_repos;
    CachedFilter m_filter;
    bool m_isUnderWay = false;
    bool m_isRunning = false;
    std::int64_t m_askedAt = 0; ///< milliseconds of the steady clock; 0: at once
    bool m_isTaking = false;
    std::int64_t m_trashed = 0; ///< bytes
    std::int64_t m_count = 0;
    QString m_fault;
    library::HeldPage m_sums;
    QLineEdit *m_words;
    Segments *m_segments;
    QPushButton *m_import;
    QPushButton *m_trash;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    CachedFooter *m_footer;
    QLabel *m_foot;
};

} // namespace mirrorlake::ui
