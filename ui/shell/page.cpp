#include "ui/shell/page.h"

#include <QEvent>
#include <QLayout>
#include <QLineEdit>

namespace mirrorlake::ui {

namespace {

constexpr int wideEdge = 20;
constexpr int narrowEdge = 14;
constexpr int bottomEdge = 16;

/// The field that filters or searches the page.
QLineEdit *searchField(const QWidget &page)
{
    for (auto *field : page.findChildren<QLineEdit *>()) {
        if (field->isVisible() && field->isClearButtonEnabled())
            return field;
    }
    return nullptr;
}

} // namespace

void Page::setNarrow(bool isNarrow)
{
    const int edge = isNarrow ? narrowEdge : wideEdge;
    edged()->setContentsMargins(edge, 0, edge, bottomEdge);
    becomeNarrow(isNarrow);
}

bool Page::act(PageVerb verb)
{
    QLineEdit *field = searchField(*this);
    if (!field || (verb != PageVerb::Find && verb != PageVerb::Escape))
        return false;
    if (verb == PageVerb::Escape) {
        const bool hadWords = !field->text().isEmpty();
        field->clear();
        return hadWords;
    }
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
    return true;
}

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace mirrorlake::ui
