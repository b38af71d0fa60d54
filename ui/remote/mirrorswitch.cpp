#include "ui/remote/mirrorswitch.h"

#include "ui/parts/parts.h"
#include "ui/remote/connectdialog.h"
#include "ui/remote/mirrorbook.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

MirrorSwitch::MirrorSwitch(const Theme &theme, MirrorBook &book, QWidget *parent)
    : QToolButton(parent), m_book(book), m_menu(new QMenu(this))
{
    setObjectName(u"mirrorSwitch"_s);
    withRole(this, "flat");
    setIcon(theme.icon(u"network"_s));
    setIconSize({18, 18});
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
    setPopupMode(InstantPopup);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &MirrorSwitch::fill);
    connect(&m_book, &MirrorBook::changed, this, &MirrorSwitch::retranslate);
    retranslate();
}

void MirrorSwitch::fill()
{
    m_menu->clear();
    const QStringList urls = QStringList{QString()} + m_book.remembered();
    for (const QString &url : urls) {
        QAction *action = m_menu->addAction(url.isEmpty() ? tr("This PC") : shortUrl(url));
        action->setCheckable(true);
        action->setChecked(url == m_book.present());
        connect(action, &QAction::triggered, this, [this, url] { m_book.choose(url); });
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Connect to a mirror…")), &QAction::triggered, this,
            [this] { (new ConnectDialog(m_book, window()))->open(); });
    if (m_book.remembered().isEmpty())
        return;
    QMenu *forget = m_menu->addMenu(tr("Forget"));
    for (const QString &url : m_book.remembered())
        connect(forget->addAction(shortUrl(url)), &QAction::triggered, this, [this, url] { m_book.forget(url); });
}

void MirrorSwitch::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MirrorSwitch::retranslate()
{
    const QString name = m_book.present().isEmpty() ? tr("This PC") : shortUrl(m_book.present());
    setText(name + u" ▾"_s);
    setAccessibleName(tr("Mirror that is shown: %1").arg(name));
    setToolTip(tr("Which mirror is shown"));
    fill();
}

} // namespace mirrorlake::ui
