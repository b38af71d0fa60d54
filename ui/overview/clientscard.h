// The live table of clients: who, how fast, how much today and in all, from the cache or not. Thread: GUI.
#pragma once

#include "ui/clients/sortmarkproxy.h"
#include "ui/context.h"

#include <QFrame>

class QLabel;
class QStackedWidget;

namespace mirrorlake::ui {

class ClientTable;
class ClientTableModel;
class EmptyState;

class ClientsCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ClientsCard(const Context &context, QWidget *parent = nullptr);

    void setNarrow(bool isNarrow);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillHead();
    void retranslate();

    ClientTableModel &m_model;
    SortMarkProxy m_sorted;
    QLabel *m_title;
    QLabel *m_count;
    QStackedWidget *m_stack;
    ClientTable *m_table;
    EmptyState *m_empty;
};

} // namespace mirrorlake::ui
