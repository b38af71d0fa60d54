#include "ui/health/healthdialog.h"

#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/health/checkuptext.h"
#include "ui/parts/copyfeedback.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/shell/actions.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using control::Checkup;
using control::Health;

namespace {

constexpr QSize firstSize(780, 620);
constexpr int iconSize = 18;
constexpr int nameWidth = 150;

} // namespace

HealthDialog::HealthDialog(const Context &context, QWidget *parent)
    : QDialog(parent), m_context(context), m_verdict(makeSentence("title", this)), m_when(makeLabel("help", this)),
      m_again(makeButton("", context.theme.icon(u"retry"_s), this)), m_table(new QScrollArea(this)),
      m_note(makeSentence("help", this)), m_copy(makeButton("", context.theme.icon(u"copy"_s), this)),
      m_copied(new CopyFeedback(context.theme, m_copy, CopyFeedback::Kind::Text)),
      m_close(makeButton("primary", {}, this))
{
    setObjectName(u"healthDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    retranslate();
    resize(firstSize);
    run();
}

void HealthDialog::build()
{
    m_verdict->setObjectName(u"healthVerdict"_s);
    m_table->setObjectName(u"healthTable"_s);
    m_table->setWidgetResizable(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_again->setObjectName(u"runAgain"_s);
    m_copy->setObjectName(u"copyReport"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_verdict);
    words->addWidget(m_when);
    auto *head = new QHBoxLayout;
    head->addLayout(words, 1);
    head->addWidget(m_again, 0, Qt::AlignTop);
    QFrame *card = makeCard(this);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_table);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_note, 1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(card, 1);
    layout->addLayout(buttons);
    connect(m_again, &QPushButton::clicked, this, &HealthDialog::run);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(reportOf(*m_checkup));
        m_copied->flash();
    });
}

void HealthDialog::run()
{
    if (std::exchange(m_isRunning, true))
        return;
    retranslate();
    m_context.control.operations().checkup(
        later<Checkup>(this, [this](const Result<Checkup> &answer) { take(answer); }));
}

void HealthDialog::take(const Result<Checkup> &answer)
{
    m_isRunning = false;
    m_error = answer ? std::nullopt : std::optional(answer.error());
    if (answer)
        m_checkup = *answer;
    retranslate();
}

void HealthDialog::showFindings()
{
    auto *list = new QWidget;
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (m_checkup) {
        for (const control::Finding &finding : m_checkup->findings) {
            layout->addWidget(makeRow(finding));
            layout->addWidget(makeLine(Qt::Horizontal, list));
        }
    }
    layout->addStretch();
    m_table->setWidget(list);
}

QWidget *HealthDialog::makeRow(const control::Finding &finding)
{
    const FindingText text = textOf(finding);
    auto *row = new QWidget;
    row->setObjectName(u"finding-"_s + QString::fromStdString(finding.code));
    QLabel *name = makeSentence("emphasis", row);
    name->setText(text.name);
    QLabel *word = makeLabel("small", row);
    word->setText(text.word);
    word->setObjectName(u"findingWord"_s);
    setTone(word, finding.health() == Health::Green   ? "ok"
                  : finding.health() == Health::Amber ? "warn"
                  : finding.health() == Health::Red   ? "error"
                                                      : "");
    QLabel *seen = makeSentence("small", row);
    seen->setText(text.seen);
    QLabel *next = makeSentence("help", row);
    next->setObjectName(u"findingNext"_s);
    next->setText(text.next);
    next->setVisible(!text.next.isEmpty());
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(name);
    left->addWidget(word);
    left->addStretch();
    name->setFixedWidth(nameWidth);
    auto *middle = new QVBoxLayout;
    middle->setSpacing(2);
    middle->addWidget(seen);
    middle->addWidget(next);
    middle->addStretch();
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 7, 16, 7);
    layout->setSpacing(14);
    layout->addWidget(new IconLabel(m_context.theme, text.icon, text.tone, iconSize, row), 0, Qt::AlignTop);
    layout->addLayout(left);
    layout->addLayout(middle, 1);
    if (QPushButton *fix = makeFix(finding, row))
        layout->addWidget(fix, 0, Qt::AlignTop);
    return row;
}

QPushButton *HealthDialog::makeFix(const control::Finding &finding, QWidget *parent)
{
    constexpr std::array inSettings{"proxy", "tls", "routes", "token", "disk", "space", "port"};
    const std::string check = finding.check();
    const bool isSetting = std::ranges::find(inSettings, check) != inSettings.end();
    const bool isClient = check == "lan" || check == "client";
    if (finding.health() == Health::Green || (!isSetting && !isClient))
        return nullptr;
    QPushButton *fix = makeButton("small", {}, parent);
    fix->setObjectName(u"fixButton"_s);
    setButtonText(fix, isSetting ? tr("Open settings") : tr("Client setup…"));
    connect(fix, &QPushButton::clicked, this, [this, isSetting] {
        accept();
        (isSetting ? m_context.actions.settings : m_context.actions.clientSetup)->trigger();
    });
    return fix;
}

void HealthDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HealthDialog::retranslate()
{
    setWindowTitle(tr("Health check"));
    if (m_isRunning)
        m_verdict->setText(tr("Looking at the mirror and its surroundings…"));
    else if (m_error)
        m_verdict->setText(sentenceFor(m_error->code));
    else if (m_checkup)
        m_verdict->setText(verdictOf(*m_checkup));
    const int checks = m_checkup ? int(m_checkup->findings.size()) : 0;
    m_when->setText(m_checkup ? tr("%1 checks, finished at %2", nullptr, checks)
                                    .arg(Format::count(checks), Format::timeWithSeconds(m_checkup->at))
                              : QString());
    setButtonText(m_again, tr("Run again"));
    m_copied->setText(tr("Copy report"));
    setButtonText(m_close, tr("Close"));
    m_note->setText(tr("The report holds addresses and versions, never tokens."));
    m_table->setAccessibleName(tr("Results of the health check"));
    m_again->setEnabled(!m_isRunning);
    m_copy->setEnabled(m_checkup.has_value());
    showFindings();
}

} // namespace mirrorlake::ui
