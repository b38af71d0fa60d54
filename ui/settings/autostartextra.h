// Whether the desktop starts the mirror at login, as it is in truth; a click holds at once. Thread: GUI.
#pragma once

#include "ui/desktop/autostart.h"
#include "ui/settings/settingsextra.h"

class QCheckBox;
class QLabel;

namespace mirrorlake::ui {

class AutostartExtra final : public SettingsExtra
{
    Q_OBJECT

public:
    explicit AutostartExtra(QWidget *parent = nullptr);

    std::string_view besides() const override { return "look.closing"; }
    void retranslate() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void change(bool isOn);

    const Autostart m_autostart;
    QCheckBox *m_switch;
    QLabel *m_help;
    QLabel *m_fault;
};

} // namespace mirrorlake::ui
