// Who downloads what at this moment, fastest first. Thread: GUI.
#pragma once

#include "ui/clients/activeclientsproxy.h"
#include "ui/context.h"

#include <QFrame>

class QLabel;
class QListView;

namespace mirrorlake::ui {

class ActiveClientsCard final : public QFrame
{
    Q_OBJECT

public:
    /// model is borrowed; it belongs to the page.
    explicit ActiveClientsCard(const Context &context, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fit();
    void retranslate();

    ActiveClientsProxy m_active;
    QLabel *m_title;
    QLabel *m_count;
    QListView *m_list;
    QLabel *m_none;
};

} // namespace mirrorlake::ui
