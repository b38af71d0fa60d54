// What is known of one client: its figures of today and in all, and what it is sent at this moment. Thread: GUI.
#pragma once

#include "meter/meter.h"
#include "ui/context.h"

#include <QFrame>

#include <array>

class QLabel;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace mirrorlake::ui {

class ClientPolicies;
class ClientHistory;
class ClientPolicyPanel;
class ClientRequests;
class EmptyState;
class TransferList;

class ClientCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ClientCard(const Context &context, QWidget *parent = nullptr);

    /// nullptr when no client is chosen.
    void show(const meter::ClientFigures *client, const ClientPolicies &policies);
    ClientPolicyPanel &policy() { return *m_policy; }
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBody();
    void fill(const meter::ClientFigures &client, const ClientPolicies &policies);
    void retranslate();

    static constexpr std::size_t facts = 5;

    const Clock &m_clock;
    QStackedWidget *m_stack;
    EmptyState *m_nobody;
    QLabel *m_title;
    QLabel *m_seen;
    QToolButton *m_copy;
    std::array<QLabel *, facts> m_names;
    std::array<QLabel *, facts> m_values;
    QLabel *m_activeTitle;
    QLabel *m_nothing;
    TransferList *m_transfers;
    ClientPolicyPanel *m_policy;
    ClientRequests *m_requests;
    ClientHistory *m_history;
    QLabel *m_fault;
    QString m_address;
};

} // namespace mirrorlake::ui
