#include "ui/guide/guidedialog.h"

#include "ui/guide/guidetext.h"
#include "ui/parts/parts.h"

#include <QDesktopServices>
#include <QEvent>
#include <QHBoxLayout>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

GuideDialog::GuideDialog(QWidget *parent)
    : QDialog(parent), m_text(new GuideText(this)), m_top(makeButton("", {}, this)),
      m_close(makeButton("primary", {}, this))
{
    setObjectName(u"guideDialog"_s);
    m_text->setObjectName(u"guideText"_s);
    m_top->setObjectName(u"guideTopButton"_s);
    m_top->setAutoDefault(false);
    m_close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 0, 16, 0);
    buttons->addWidget(m_top);
    buttons->addStretch();
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 16);
    layout->setSpacing(12);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);
    connect(m_text, &QTextBrowser::anchorClicked, this, &GuideDialog::follow);
    connect(m_top, &QPushButton::clicked, this, &GuideDialog::openGuide);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    resize(820, 600);
    retranslate();
}

/// The file's name is a text, too: each language has its own file.
void GuideDialog::openGuide()
{
    m_text->open(tr("guide.md"));
}

/// To a heading, to another of the program's documents, or, where it leads out of them, by the desktop.
void GuideDialog::follow(const QUrl &link)
{
    if (!link.isRelative()) {
        QDesktopServices::openUrl(link);
        return;
    }
    const bool isHere = link.path().isEmpty() || m_text->open(link.fileName());
    if (isHere && link.hasFragment())
        m_text->scrollTo(link.fragment(QUrl::FullyDecoded));
}

void GuideDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void GuideDialog::retranslate()
{
    setWindowTitle(tr("User guide"));
    m_text->setAccessibleName(tr("User guide"));
    setButtonText(m_top, tr("Contents"));
    setButtonText(m_close, tr("Close"));
    openGuide();
}

} // namespace mirrorlake::ui
