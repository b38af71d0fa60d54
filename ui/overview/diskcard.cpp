#include "ui/overview/diskcard.h"

#include "ui/format/format.h"
#include "ui/overview/diskbar.h"
#include "ui/parts/parts.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

DiskCard::DiskCard(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_title(makeLabel("cardTitle", this)), m_freeText(makeLabel("help", this)),
      m_bar(new DiskBar(theme, this)), m_legend(makeLabel("help", this))
{
    setProperty("role", u"card"_s);
    m_bar->setObjectName(u"diskBar"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    head->addWidget(m_freeText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_bar);
    layout->addWidget(m_legend);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    retranslate();
}

void DiskCard::show(const control::Snapshot &snapshot)
{
    if (snapshot.freeSpace == m_free && snapshot.diskSize == m_size)
        return;
    m_free = snapshot.freeSpace;
    m_size = snapshot.diskSize;
    fill();
}

void DiskCard::fill()
{
    const bool isKnown = m_size > 0;
    m_bar->setVisible(isKnown);
    m_legend->setVisible(isKnown);
    m_freeText->setText(m_free > 0 || isKnown ? tr("%1 free").arg(Format::bytes(double(m_free))) : tr("not known"));
    if (!isKnown)
        return;
    const qint64 used = std::max<qint64>(0, m_size - m_free);
    m_bar->setUsed(double(used) / double(m_size));
    m_legend->setText(
        tr("%1 in use", "as in: 542 of 1258 GB in use").arg(Format::bytesOf(double(used), double(m_size))));
    m_bar->setAccessibleName(m_title->text() + u": "_s + m_legend->text());
}

void DiskCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DiskCard::retranslate()
{
    m_title->setText(tr("Disk"));
    fill();
}

} // namespace mirrorlake::ui
