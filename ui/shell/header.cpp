#include "ui/shell/header.h"

#include "ui/parts/parts.h"
#include "ui/shell/actions.h"
#include "ui/shell/addresscapsule.h"
#include "ui/shell/page.h"
#include "ui/shell/windowmenu.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

Header::Header(const Context &context, QWidget *parent)
    : QWidget(parent), m_layout(new QHBoxLayout(this)), m_title(makeLabel("title", this)),
      m_capsule(new AddressCapsule(context, this)),
      m_menuButton(makeIconButton("flat", context.theme.icon(u"menu"_s), this)),
      m_menu(new WindowMenu(context.actions, this))
{
    m_title->setObjectName(u"pageTitle"_s);
    m_menuButton->setObjectName(u"menuButton"_s);
    m_menuButton->setMenu(m_menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    connect(context.actions.menu, &QAction::triggered, m_menuButton, &QToolButton::showMenu);
    m_layout->setSpacing(12);
    m_layout->addWidget(m_title);
    m_layout->addStretch(1);
    m_layout->addWidget(m_capsule);
    m_layout->addWidget(m_menuButton);
    setMinimumHeight(52);
    setNarrow(false);
    retranslate();
}

void Header::addTools(QWidget *tools)
{
    m_tools.push_back(tools);
    m_layout->insertWidget(m_layout->indexOf(m_capsule) + 1, tools);
    const auto buttons = tools->findChildren<QAbstractButton *>();
    if (!buttons.isEmpty())
        setTabOrder(buttons.last(), m_menuButton);
}

void Header::addSwitch(QWidget *mirrors)
{
    m_layout->insertWidget(m_layout->indexOf(m_title) + 1, mirrors);
    setTabOrder(mirrors, m_capsule);
}

void Header::showPage(const QString &title, Page &page)
{
    m_title->setText(title);
    m_capsule->setVisible(!page.showsAddress());
    for (QWidget *tools : m_tools)
        tools->setVisible(tools == page.headerTools());
}

void Header::show(const control::Snapshot &snapshot)
{
    m_capsule->show(snapshot);
}

void Header::setNarrow(bool isNarrow)
{
    const int edge = isNarrow ? 14 : 20;
    m_layout->setContentsMargins(edge, 8, edge, 8);
}

void Header::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void Header::retranslate()
{
    setName(m_menuButton, tr("Menu"));
    m_menu->retranslate();
}

} // namespace mirrorlake::ui
