#include "ui/setup/firstrequest.h"

#include "control/control.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"

#include <QHBoxLayout>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::UpkeepAnswer;
using control::UpkeepVerb;

namespace {

constexpr int againMilliseconds = 1000;
constexpr std::size_t looked = 1000;

bool isElsewhere(const meter::RequestRecord &request)
{
    return !QHostAddress(QString::fromStdString(request.client)).isLoopback();
}

} // namespace

FirstRequest::FirstRequest(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context),
      m_icon(new IconLabel(context.theme, u"waiting"_s, Token::TextMuted, 16, this)), m_words(makeLabel("help", this))
{
    m_words->setObjectName(u"firstRequest"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_words);
    m_again.setInterval(againMilliseconds);
    connect(&m_again, &QTimer::timeout, this, &FirstRequest::ask);
    retranslate();
}

void FirstRequest::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_last.reset();
    m_address.clear();
    retranslate();
    ask();
    m_again.start();
}

void FirstRequest::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_again.stop();
}

void FirstRequest::ask()
{
    m_context.control.operations().upkeep(
        {.verb = UpkeepVerb::Requests, .limit = m_last ? looked : 1, .since = m_last.value_or(0)},
        later<UpkeepAnswer>(this, [this](const Result<UpkeepAnswer> &answer) {
            if (answer)
                take(*answer);
        }));
}

/// One from another computer says more than one of this PC.
void FirstRequest::take(const UpkeepAnswer &answer)
{
    const bool isFirst = !m_last;
    for (const meter::RequestRecord &request : answer.requests) {
        if (!isFirst && (m_address.isEmpty() || isElsewhere(request)))
            m_address = QString::fromStdString(request.client);
        m_last = std::max(m_last.value_or(0), request.number);
    }
    if (isFirst && !m_last)
        m_last = 0;
    retranslate();
}

void FirstRequest::retranslate()
{
    const bool hasCome = !m_address.isEmpty();
    m_icon->setIcon(hasCome ? u"ok"_s : u"waiting"_s, hasCome ? Token::Ok : Token::TextMuted);
    if (!hasCome)
        m_words->setText(tr("Waiting for a first request…"));
    else if (QHostAddress(m_address).isLoopback())
        m_words->setText(tr("A program on this PC reached the mirror."));
    else
        m_words->setText(tr("%1 reached the mirror: the network lets it through.").arg(m_address));
}

} // namespace mirrorlake::ui
