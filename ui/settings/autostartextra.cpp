#include "ui/settings/autostartextra.h"

#include "ui/parts/parts.h"

#include <QCheckBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

AutostartExtra::AutostartExtra(QWidget *parent)
    : SettingsExtra(parent), m_switch(new QCheckBox(this)), m_help(makeSentence("help", this)),
      m_fault(makeSentence("", this))
{
    m_switch->setObjectName(u"autostartSwitch"_s);
    m_switch->setChecked(m_autostart.isOn());
    setTone(m_fault, "error");
    m_fault->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_switch);
    layout->addWidget(m_help);
    layout->addWidget(m_fault);
    connect(m_switch, &QCheckBox::clicked, this, &AutostartExtra::change);
    retranslate();
}

void AutostartExtra::showEvent(QShowEvent *event)
{
    SettingsExtra::showEvent(event);
    m_switch->setChecked(m_autostart.isOn());
}

void AutostartExtra::change(bool isOn)
{
    const bool isDone = m_autostart.setOn(isOn);
    m_fault->setVisible(!isDone);
    m_switch->setChecked(m_autostart.isOn());
}

void AutostartExtra::retranslate()
{
    m_switch->setText(tr("Start at login"));
    m_switch->setAccessibleName(m_switch->text());
    m_help->setText(tr("The mirror starts with the desktop, hidden in the tray. Holds at once."));
    m_fault->setText(tr("The entry cannot be written: %1").arg(m_autostart.file()));
}

} // namespace mirrorlake::ui
