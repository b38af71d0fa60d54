#include "ui/parts/copyfeedback.h"

#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QToolTip>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int shownMilliseconds = 1500;

Token tokenOf(const QAbstractButton *button)
{
    return button->property("role").toString() == "primary"_L1 ? Token::OnAccent : Token::ButtonText;
}

} // namespace

CopyFeedback::CopyFeedback(const Theme &theme, QAbstractButton *button, Kind kind)
    : QObject(button), m_theme(theme), m_button(button), m_kind(kind)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(shownMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &CopyFeedback::showPlain);
    m_button->setIcon(m_theme.icon(u"copy"_s, tokenOf(button)));
}

void CopyFeedback::setText(const QString &text)
{
    m_text = text;
    m_timer.stop();
    if (m_kind == Kind::Text) {
        m_button->setMinimumWidth(0);
        setButtonText(m_button, tr("Copied"));
        const int copied = m_button->sizeHint().width();
        showPlain();
        m_button->setMinimumWidth(std::max(copied, m_button->sizeHint().width()));
    } else {
        showPlain();
    }
}

void CopyFeedback::flash()
{
    m_button->setIcon(m_theme.icon(u"check"_s, tokenOf(m_button)));
    if (m_kind == Kind::Text)
        setButtonText(m_button, tr("Copied"));
    else if (m_button->isVisible())
        QToolTip::showText(m_button->mapToGlobal(QPoint(0, m_button->height())), tr("Copied"), m_button, {},
                           shownMilliseconds);
    m_timer.start();
}

void CopyFeedback::showPlain()
{
    m_button->setIcon(m_theme.icon(u"copy"_s, tokenOf(m_button)));
    if (m_kind == Kind::Text)
        setButtonText(m_button, m_text);
    else
        setName(m_button, m_text);
}

} // namespace mirrorlake::ui
