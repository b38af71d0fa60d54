#include "ui/wizard/setupwizard.h"

#include "control/control.h"
#include "ui/desktop/autostart.h"
#include "ui/format/errortext.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/wizard/accesspage.h"
#include "ui/wizard/folderpage.h"
#include "ui/wizard/languagepage.h"
#include "ui/wizard/readypage.h"
#include "ui/wizard/upstreampage.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int sideWidth = 196;
constexpr int rowHeight = 38;

} // namespace

SetupWizard::SetupWizard(const Context &context, std::vector<ListenChoice> choices, FolderChange changeFolder,
                         QWidget *parent)
    : QDialog(parent), m_context(context), m_changeFolder(std::move(changeFolder)), m_folder(new FolderPage(context)),
      m_access(new AccessPage(context, std::move(choices))), m_ready(new ReadyPage(context, *m_access)),
      m_side(new QListWidget(this)), m_stack(new QStackedWidget(this)), m_skip(makeButton("", {}, this)),
      m_where(makeLabel("help", this)), m_back(makeButton("", {}, this)), m_next(makeButton("primary", {}, this))
{
    setObjectName(u"setupWizard"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_pages = {new LanguagePage(context), m_folder, new UpstreamPage(context), m_access, m_ready};
    build();
    retranslate();
    go(0);
}

void SetupWizard::build()
{
    m_side->setObjectName(u"wizardSteps"_s);
    m_skip->setObjectName(u"wizardSkip"_s);
    m_back->setObjectName(u"wizardBack"_s);
    m_next->setObjectName(u"wizardNext"_s);
    m_side->setFixedWidth(sideWidth);
    m_side->setFrameShape(QFrame::NoFrame);
    m_next->setDefault(true);
    for (WizardPage *page : m_pages) {
        auto *scroll = new QScrollArea;
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setWidget(page);
        m_stack->addWidget(scroll);
        auto *step = new QListWidgetItem(m_side);
        step->setSizeHint({0, rowHeight});
    }
    auto *top = new QHBoxLayout;
    top->setSpacing(0);
    top->addWidget(m_side);
    top->addWidget(m_stack, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(20, 12, 20, 16);
    buttons->setSpacing(8);
    buttons->addWidget(m_skip);
    buttons->addStretch();
    buttons->addWidget(m_where);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top, 1);
    layout->addWidget(makeLine(Qt::Horizontal, this));
    layout->addLayout(buttons);
    resize(880, 600);
    connect(m_side, &QListWidget::currentRowChanged, this, &SetupWizard::go);
    connect(m_skip, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { go(m_stack->currentIndex() - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_stack->currentIndex() + 1 < m_stack->count())
            go(m_stack->currentIndex() + 1);
        else
            finish();
    });
}

void SetupWizard::go(int page)
{
    if (page < 0 || page >= m_stack->count())
        return;
    m_stack->setCurrentIndex(page);
    m_side->setCurrentRow(page);
    m_pages[std::size_t(page)]->enter();
    m_back->setEnabled(page > 0);
    m_where->setText(tr("Page %1 of %2").arg(page + 1).arg(m_stack->count()));
    setButtonText(m_next, page + 1 < m_stack->count() ? tr("Next") : tr("Finish"));
}

void SetupWizard::finish()
{
    std::vector<control::Assignment> all;
    for (const WizardPage *page : m_pages) {
        for (control::Assignment &one : page->assignments())
            all.push_back(std::move(one));
    }
    if (all.empty())
        return ended(all);
    m_context.control.changeSettings(
        all, later<control::SettingsOutcome>(this, [this, all](const Result<control::SettingsOutcome> &outcome) {
            if (outcome)
                ended(all);
            else
                m_ready->showFault(sentenceFor(outcome.error().code) + u' ' + detailOf(outcome.error()));
        }));
}

void SetupWizard::ended(const std::vector<control::Assignment> &chosen)
{
    const Autostart autostart;
    if (m_access->startsAtLogin() != autostart.isOn() && !autostart.setOn(m_access->startsAtLogin()))
        return m_ready->showFault(tr("The entry that starts the mirror at login cannot be written."));
    const QString present = QDir::cleanPath(QString::fromStdString(m_context.control.settings().dataFolder));
    const bool isMoved = m_folder->folder() != present && m_changeFolder;
    if (isMoved && !m_changeFolder(m_folder->folder(), chosen))
        return m_ready->showFault(tr("The folder cannot be used. Go back and choose another one."));
    accept();
    if (isMoved)
        emit restartWanted();
    else if (m_ready->startsNow())
        m_context.control.start();
}

void SetupWizard::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SetupWizard::retranslate()
{
    setWindowTitle(tr("Set up Mirrorlake"));
    m_side->setAccessibleName(tr("Pages"));
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        m_pages[i]->retranslate();
        m_side->item(int(i))->setText(u"%1   %2"_s.arg(i + 1).arg(m_pages[i]->shortTitle()));
    }
    setButtonText(m_skip, tr("Skip all"));
    setButtonText(m_back, tr("Back"));
    go(std::max(0, m_stack->currentIndex()));
}

} // namespace mirrorlake::ui
