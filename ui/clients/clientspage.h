// All clients: who downloads what and how fast, with a card for the chosen one. Thread: GUI.
#pragma once

#include "ui/clients/clientfilter.h"
#include "ui/context.h"
#include "ui/shell/page.h"

class QLabel;
class QLineEdit;
class QSplitter;
class QStackedWidget;

namespace mirrorlake::ui {

class ClientCard;
class ClientTable;
class EmptyState;
class Segments;

class ClientsPage final : public Page
{
    Q_OBJECT

public:
    explicit ClientsPage(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot) override;
    using Page::show;
    bool act(PageVerb verb) override;

protected:
    void becomeNarrow(bool isNarrow) override;
    void retranslate() override;

private:
    QWidget *makeTools();
    QWidget *makeList();
    void showSegments();
    void showEmpty();
    void showFoot(const control::Snapshot &snapshot);
    void showChosen(const control::Snapshot &snapshot);
    void openMenu(QPoint at);

    Context m_context;
    ClientFilter m_filter;
    QLineEdit *m_words;
    Segments *m_segments;
    QSplitter *m_splitter;
    QStackedWidget *m_stack;
    ClientTable *m_table;
    EmptyState *m_empty;
    QLabel *m_foot;
    ClientCard *m_card;
};

} // namespace mirrorlake::ui
