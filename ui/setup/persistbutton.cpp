#include "ui/setup/persistbutton.h"

#include "ui/parts/parts.h"

namespace mirrorlake::ui {

PersistButton::PersistButton(QWidget *parent) : QPushButton(parent)
{
    setAutoDefault(false);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QPushButton::clicked, this, &PersistButton::change);
}

void PersistButton::setUrl(const QString &url)
{
    m_url = url;
    retranslate();
}

bool PersistButton::isSet() const
{
    return !m_url.isEmpty() && m_endpoint.url() == m_url;
}

void PersistButton::change()
{
    if (m_endpoint.setUrl(isSet() ? QString() : m_url)) {
        retranslate();
        emit changed();
    } else {
        setButtonText(this, tr("It cannot be written"));
    }
}

void PersistButton::retranslate()
{
    setButtonText(this, isSet() ? tr("Take it back from this PC") : tr("Set it for me on this PC"));
    setToolTip(isSet() ? tr("Set for what starts after the next login.")
                       : tr("Programs that you start on this PC use the mirror after the next login."));
}

} // namespace mirrorlake::ui
