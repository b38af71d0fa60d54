#include "ui/overview/attentioncard.h"

#include "ui/format/format.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::size_t mostRows = 4;

} // namespace

AttentionCard::AttentionCard(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(makeLabel("cardTitle", this)), m_count(makeLabel("badge", this)),
      m_none(makeSentence("help", this)), m_rows(new QVBoxLayout), m_more(makeLabel("help", this))
{
    setObjectName(u"attentionList"_s);
    setProperty("role", u"card"_s);
    setTone(m_count, "warn");
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 8);
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch();
    m_none->setContentsMargins(16, 0, 16, 8);
    m_rows->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 4);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_none);
    layout->addLayout(m_rows);
    m_more->setContentsMargins(16, 0, 16, 4);
    layout->addWidget(m_more);
    layout->addStretch();
    retranslate();
}

void AttentionCard::show(const control::Snapshot &snapshot)
{
    std::vector<AttentionItem> items = attentionItems(snapshot);
    if (items == m_items)
        return;
    m_items = std::move(items);
    fill();
}

void AttentionCard::fill()
{
    while (QLayoutItem *old = m_rows->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    for (std::size_t i = 0; i < std::min(mostRows, m_items.size()); ++i)
        m_rows->addWidget(makeRow(m_items[i]));
    const auto more = int(m_items.size()) - int(mostRows);
    m_more->setVisible(more > 0);
    m_more->setText(tr("and %1 more", nullptr, more).arg(Format::count(more)));
    m_none->setVisible(m_items.empty());
    m_count->setVisible(!m_items.empty());
    m_count->setText(Format::count(qint64(m_items.size())));
}

QWidget *AttentionCard::makeRow(const AttentionItem &item)
{
    auto *row = new QWidget(this);
    QLabel *text = makeSentence("small", row);
    text->setText(item.text);
    auto *words = new QHBoxLayout;
    words->setContentsMargins(16, 4, 16, 4);
    words->setSpacing(8);
    words->addWidget(new IconLabel(m_context.theme, item.isError ? u"error"_s : u"warning"_s,
                                   item.isError ? Token::Error : Token::Warn, 16, row),
                     0, Qt::AlignTop);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(text);
    if (!item.detail.isEmpty()) {
        auto *reason = new ElidedLabel("help", Qt::ElideRight, row);
        reason->setObjectName(u"attentionReason"_s);
        reason->setFullText(item.detail);
        lines->addWidget(reason);
    }
    if (item.fix != AttentionFix::None) {
        QPushButton *link = makeLink(row);
        link->setObjectName(u"attentionFix"_s);
        setButtonText(link, fixText(item.fix));
        connect(link, &QPushButton::clicked, this, [this, fix = item.fix] { mend(fix); });
        lines->addWidget(link, 0, Qt::AlignLeft); // else it bounds the width of the sentence
    }
    words->addLayout(lines, 1);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeLine(Qt::Horizontal, row));
    layout->addLayout(words);
    return row;
}

void AttentionCard::mend(AttentionFix fix)
{
    Actions &actions = m_context.actions;
    switch (fix) {
    case AttentionFix::Downloads:
        return actions.pages[std::size_t(PageId::Downloads)]->trigger();
    case AttentionFix::MakeRoom:
        return actions.openSetting(u"eviction.max_size"_s);
    case AttentionFix::AddToken:
        return actions.openSetting(u"upstream.token"_s);
    case AttentionFix::GoOnline:
        return actions.offline->trigger();
    case AttentionFix::CheckHealth:
        return actions.health->trigger();
    case AttentionFix::None:
        break;
    }
}

void AttentionCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void AttentionCard::retranslate()
{
    m_title->setText(tr("Needs attention"));
    m_none->setText(tr("Nothing needs attention."));
    fill();
}

} // namespace mirrorlake::ui
