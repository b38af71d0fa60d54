// Who may connect: this PC alone unless something else is said here; the port, and whether it is free; start at login.
// Thread: GUI.
#pragma once

#include "ui/setup/listenchoices.h"
#include "ui/wizard/wizardpage.h"

class QButtonGroup;
class QCheckBox;
class QSpinBox;

namespace mirrorlake::ui {

class AccessPage final : public WizardPage
{
    Q_OBJECT

public:
    AccessPage(const Context &context, std::vector<ListenChoice> choices, QWidget *parent = nullptr);

    QString shortTitle() const override { return tr("Who may connect"); }
    std::vector<control::Assignment> assignments() const override;
    void retranslate() override;
    /// "http://192.168.1.20:8090": what clients will be told.
    QString url() const;
    bool startsAtLogin() const;

private:
    QString textOf(const ListenChoice &choice) const;
    const ListenChoice &chosen() const;
    QString listen() const;
    void showPort();

    const Context m_context;
    const std::vector<ListenChoice> m_offered;
    QButtonGroup *m_group;
    QLabel *m_portCaption;
    QSpinBox *m_port;
    QLabel *m_portState;
    QCheckBox *m_atLogin;
};

} // namespace mirrorlake::ui
