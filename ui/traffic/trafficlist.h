// What stands below the charts: the requests themselves, or a table of them by client, model or result; or why there is
// nothing. Thread: GUI.
#pragma once

#include "ui/clients/sortmarkproxy.h"
#include "ui/context.h"
#include "ui/parts/repoactions.h"
#include "ui/traffic/breakdownmodel.h"
#include "ui/traffic/requestfilter.h"
#include "ui/traffic/requesttablemodel.h"
#include "ui/traffic/trafficexport.h"

#include <QFrame>

#include <optional>

class QLabel;
class QStackedWidget;
class QTableView;

namespace mirrorlake::ui {

class ElidedLabel;
class EmptyState;

class TrafficList final : public QFrame
{
    Q_OBJECT

public:
    explicit TrafficList(const Context &context, QWidget *parent = nullptr);

    RequestTableModel &requests() { return m_requests; }
    RequestFilter &filter() { return m_filter; }
    /// Nothing for the requests themselves.
    void setBy(std::optional<BreakdownBy> by);
    std::optional<BreakdownBy> by() const { return m_by; }
    void showBreakdown(std::vector<BreakdownRow> rows);
    /// Whether there is anything; after each change.
    void showWhatThereIs();
    /// What is seen, as it is sorted.
    ExportTable exported() const;
    void retranslate();

signals:
    void clearWanted(); ///< of the filter

private:
    void dress(QTableView *table) const;
    void buildRequests();
    void buildBreakdown();
    std::optional<RepoActions::Repo> chosenRepo() const;
    void showChosen();

    RequestTableModel m_requests;
    RequestFilter m_filter;
    BreakdownModel m_sums;
    SortMarkProxy m_sortedSums;
    std::optional<BreakdownBy> m_by;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QTableView *m_sumTable;
    EmptyState *m_empty;
    ElidedLabel *m_chosen;
};

} // namespace mirrorlake::ui
