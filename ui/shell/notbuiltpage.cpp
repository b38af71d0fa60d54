#include "ui/shell/notbuiltpage.h"

#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"

#include <QEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString sentenceFor(PageId page)
{
    switch (page) {
    case PageId::Models:
        return NotBuiltPage::tr("This page is not built yet. It will search the Hub and show what is cached. "
                                "Models are fetched when a client asks for them.");
    case PageId::Downloads:
        return NotBuiltPage::tr("This page is not built yet. It will fetch models ahead. "
                                "Until then a model is fetched when the first client asks for it.");
    case PageId::Clients:
        return NotBuiltPage::tr("This page is not built yet. It will show the history and the limits of each client. "
                                "Overview has the live table.");
    case PageId::Traffic:
        return NotBuiltPage::tr("This page is not built yet. It will list every request. "
                                "Overview shows the rates of the last minute.");
    case PageId::Log:
        return NotBuiltPage::tr("This page is not built yet. It will show and search the log. "
                                "Until then the log goes to the terminal that started the program.");
    case PageId::Settings:
        return NotBuiltPage::tr("This page is not built yet. Language, look and address are in the menu, "
                                "everything else is in the settings file.");
    case PageId::Overview:
        break;
    }
    return {};
}

} // namespace

NotBuiltPage::NotBuiltPage(const Theme &theme, PageId page, QWidget *parent)
    : Page(parent), m_page(page), m_text(new EmptyState(theme, keyOf(page), this))
{
    setObjectName(keyOf(page) + u"Page"_s);
    QFrame *card = makeCard(this);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(20, 20, 20, 20);
    inside->addWidget(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(card);
    setNarrow(false);
    retranslate();
}

void NotBuiltPage::setNarrow(bool isNarrow)
{
    const int edge = isNarrow ? 14 : 20;
    layout()->setContentsMargins(edge, 0, edge, 16);
}

void NotBuiltPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NotBuiltPage::retranslate()
{
    m_text->setTexts(sentenceFor(m_page));
}

} // namespace mirrorlake::ui
