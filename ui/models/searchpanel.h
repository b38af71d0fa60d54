// Searches the Hub and the cache while people type, and says why nothing is found: no match, offline mode, or a Hub
// that does not answer. What is pasted as a name or URL opens at once. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/models/foundmodel.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QListView;
class QStackedWidget;

namespace mirrorlake::ui {

class EmptyState;
class SearchFilters;

class SearchPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SearchPanel(const Context &context, QWidget *parent = nullptr);

    SearchFilters &filters() { return *m_filters; }
    QFrame *list() const { return m_card; } ///< the card with the results, for a splitter
    /// Whether a mirror runs that can be asked; a search that waited is made then.
    void setCanAsk(bool canAsk);
    void retranslate();

signals:
    void nothingFound();
    void repoChosen(const mirrorlake::RepoKey &repo, const QString &revision);
    void healthWanted();
    void onlineWanted();

private:
    enum class Why
    {
        NotAsked,
        Stopped,
        Waiting,
        NoMatch,
        Offline,
        Unreachable,
        Refused,
        Failed
    };

    void searchSoon();
    void search();
    void ask(library::SearchQuestion question, bool isNextPage);
    void take(const Result<library::SearchAnswer> &answer, bool isNextPage);
    bool openPasted();
    void showState();
    void chooseCurrent();

    Context m_context;
    FoundModel m_found;
    QTimer m_delay;
    int m_turn = 0; ///< an answer to an earlier question counts for nothing
    bool m_canAsk = false;
    Why m_why = Why::NotAsked;
    QString m_detail;
    SearchFilters *m_filters;
    QFrame *m_card;
    QLabel *m_head;
    QStackedWidget *m_stack;
    QListView *m_list;
    EmptyState *m_empty;
};

} // namespace mirrorlake::ui
