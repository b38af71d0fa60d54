// What is set for one client, and changed here at once: its name, its limit, its group, its block. Thread: GUI.
#pragma once

#include "ui/clients/clientpolicy.h"
#include "ui/context.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace mirrorlake::ui {

class ClientPolicyPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ClientPolicyPanel(const Context &context, QWidget *parent = nullptr);

    /// Leaves what is being edited alone.
    void show(const QString &address, const ClientPolicies &policies);
    using QWidget::show;
    void beginRename();
    void toggleBlock();
    /// Limits, groups and the block as entries of a menu.
    void addTo(QMenu &menu);
    void retranslate();

signals:
    void refused(const QString &sentence);

private:
    void fillLimits();
    void fillGroups();
    void change(const control::Assignment &assignment);

    const Context m_context;
    QString m_address;
    ClientPolicies m_policies;
    ClientPolicy m_policy;
    QLabel *m_nameCaption;
    QLineEdit *m_name;
    QLabel *m_limitCaption;
    QComboBox *m_limit;
    QLabel *m_groupCaption;
    QComboBox *m_group;
    QPushButton *m_block;
};

} // namespace mirrorlake::ui
