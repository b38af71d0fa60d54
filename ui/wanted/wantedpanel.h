// What clients asked for in vain while upstream could not be asked, to fetch it now that it can be, or to forget it.
// Asks the mirror while it is in view. Thread: GUI; never waits.
#pragma once

#include "control/snapshot.h"
#include "ui/clients/sortmarkproxy.h"
#include "ui/context.h"
#include "ui/wanted/wantedmodel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mirrorlake::control {
struct UpkeepAnswer;
}

namespace mirrorlake::ui {

class EmptyState;

class WantedPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit WantedPanel(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QWidget::show;
    void retranslate();

signals:
    void cardWanted(const RepoKey &repo, const QString &revision);

private:
    void build();
    void buildTable();
    void ask();
    void fetch();
    void forget();
    void forgetOne(const catalog::Wanted &wanted);
    void openCard(const QModelIndex &index);
    void showVerbs();
    void say(const QString &sentence, const QString &detail, const char *tone);
    std::vector<catalog::Wanted> chosen() const;

    const Context m_context;
    WantedModel m_wanted;
    SortMarkProxy m_sorted;
    std::int64_t m_askedAt = 0; ///< unix seconds
    std::uint64_t m_question = 0;
    bool m_canFetch = false;
    QLabel *m_help;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    QPushButton *m_fetch;
    QPushButton *m_forget;
    QLabel *m_note;
};

} // namespace mirrorlake::ui
