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
class QStackedWidget;

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
    void typingWanted(); ///< a field of this panel is about to take the keys

private:
    void fillLimits();
    void chooseLimit();
    void typeLimit();
    void takeTypedLimit();
    void fillGroups();
    void change(const control::Assignment &assignment);

    const Context m_context;
    QString m_address;
    ClientPolicies m_policies;
    ClientPolicy m_policy;
    bool m_isTypingLimit = false;
    QLabel *m_nameCaption;
    QLineEdit *m_name;
    QLabel *m_limitCaption;
    QStackedWidget *m_limitPlace;
    QComboBox *m_limit;
    QLineEdit *m_ownLimit;
    QLabel *m_groupCaption;
    QComboBox *m_group;
    QPushButton *m_block;
};

} // namespace mirrorlake::ui
