// The live table of clients: who, how fast, how much today and in all, from the cache or not. Thread: GUI.
#pragma once

#include "ui/clients/sortmarkproxy.h"
#include "ui/context.h"

#include <QFrame>

class QLabel;
class QStackedWidget;
class QTableView;

namespace mirrorlake::ui {

class ClientTableModel;
class EmptyState;

class ClientsCard final : public QFrame
{
    Q_OBJECT

public:
    /// model is borrowed; it belongs to the page.
    ClientsCard(const Context &context, ClientTableModel &model, QWidget *parent = nullptr);

    /// Without sparklines, so that addresses stay whole.
    void setNarrow(bool isNarrow);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTable();
    void fillHead();
    void fitColumns();
    void retranslate();

    Context m_context;
    ClientTableModel &m_model;
    SortMarkProxy m_sorted;
    QLabel *m_title;
    QLabel *m_count;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    bool m_isNarrow = false;
};

} // namespace mirrorlake::ui
