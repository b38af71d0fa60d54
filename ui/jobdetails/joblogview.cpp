#include "ui/jobdetails/joblogview.h"

#include "ui/parts/parts.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString textOf(const std::vector<preload::JobLine> &lines)
{
    QStringList texts;
    for (const preload::JobLine &line : lines) {
        const QString time = QDateTime::fromSecsSinceEpoch(line.at).toString(u"yyyy-MM-dd HH:mm:ss"_s);
        const std::string_view level = log::nameOf(line.level);
        texts << time + u"  "_s + QString::fromUtf8(level.data(), qsizetype(level.size())).leftJustified(8) +
                     QString::fromStdString(line.text);
    }
    return texts.join(u'\n');
}

} // namespace

JobLogView::JobLogView(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_text(new QPlainTextEdit(this)), m_copy(makeButton("small", theme.icon(u"copy"_s), this)),
      m_copied(theme, m_copy, CopyFeedback::Kind::Text)
{
    m_text->setObjectName(u"jobLog"_s);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->document()->setDefaultFont(fixedFont(9));
    m_copy->setObjectName(u"copyJobLog"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_text->toPlainText());
        m_copied.flash();
    });
    retranslate();
}

void JobLogView::show(const std::vector<preload::JobLine> &lines)
{
    const QString text = textOf(lines);
    if (text == m_text->toPlainText())
        return;
    QScrollBar *bar = m_text->verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    const int value = bar->value();
    m_text->setPlainText(text);
    bar->setValue(isAtEnd ? bar->maximum() : value);
    m_copy->setEnabled(!text.isEmpty());
}

void JobLogView::retranslate()
{
    m_text->setAccessibleName(tr("What happened to this download"));
    m_text->setPlaceholderText(tr("Nothing happened yet."));
    m_copied.setText(tr("Copy"));
}

} // namespace mirrorlake::ui
