#include "ui/downloads/adddialog.h"

#include "control/control.h"
#include "sweep/pin.h"
#include "ui/downloads/addoptions.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/parts/tablelook.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastRowHeight = 34;
constexpr int leastInput = 64;
constexpr int leastTable = 106;

} // namespace

AddDialog::AddDialog(const Context &context, const QString &text, QWidget *parent)
    : QDialog(parent), m_context(context), m_wishes(context.theme), m_sizes(context), m_title(makeLabel("title", this)),
      m_help(makeSentence("muted", this)), m_input(new QPlainTextEdit(this)), m_table(new QTableView(this)),
      m_options(new AddOptions(this)), m_summary(makeSentence("", this)), m_fit(makeLabel("small", this)),
      m_add(makeButton("primary", context.theme.icon(u"downloads"_s, Token::OnAccent), this)),
      m_cancel(makeButton("", {}, this))
{
    setObjectName(u"addDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    retranslate();
    m_input->setPlainText(text.trimmed());
    check();
}

void AddDialog::build()
{
    m_input->setObjectName(u"addInput"_s);
    m_input->setTabChangesFocus(true);
    m_input->setFont(fixedFont(10));
    m_input->setMinimumHeight(leastInput);
    m_summary->setObjectName(u"addSummary"_s);
    m_fit->setObjectName(u"addFit"_s);
    m_add->setObjectName(u"addConfirm"_s);
    m_add->setDefault(true);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_summary, 1);
    foot->addWidget(m_fit);
    foot->addSpacing(8);
    foot->addWidget(m_cancel);
    foot->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(m_help);
    layout->addWidget(m_input, 1);
    layout->addWidget(makeTable(), 2);
    layout->addWidget(m_options);
    layout->addWidget(makeLine(Qt::Horizontal, this));
    layout->addLayout(foot);
    resize(860, 620);
    connect(m_input, &QPlainTextEdit::textChanged, this, &AddDialog::check);
    connect(&m_sizes, &WishSizes::changed, this, &AddDialog::learn);
    connect(&m_wishes, &WishModel::chosenChanged, this, &AddDialog::showSum);
    connect(m_options, &AddOptions::presetChanged, this, [this] {
        m_wishes.setPreset(m_options->preset());
        learn();
    });
    connect(m_add, &QPushButton::clicked, this, &AddDialog::order);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
}

QWidget *AddDialog::makeTable()
{
    m_table->setObjectName(u"addTable"_s);
    m_table->setModel(&m_wishes);
    m_table->setMinimumHeight(leastTable);
    m_table->setTextElideMode(Qt::ElideMiddle);
    giveTableLook(*m_table, leastRowHeight, 1, 10);
    m_table->horizontalHeader()->setSectionResizeMode(WishModel::Repo, QHeaderView::Stretch);
    fitColumns(*m_table, m_wishes);
    QFrame *card = makeCard(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_table);
    return card;
}

void AddDialog::check()
{
    auto lines = preload::readWishes(m_input->toPlainText().toStdString());
    m_isTooLong = !lines;
    m_wishes.setLines(lines ? std::move(*lines) : std::vector<preload::WishLine>());
    m_sizes.want(m_wishes.chosen());
    learn();
}

void AddDialog::learn()
{
    m_wishes.learn(m_sizes);
    showSum();
}

void AddDialog::showSum()
{
    const WishModel::Sum &sum = m_wishes.sum();
    const bool isNothing = sum.count == 0;
    m_add->setEnabled(!isNothing && m_unanswered == 0);
    setButtonText(m_add, sum.count > 1 ? tr("Download %1").arg(Format::count(sum.count)) : tr("Download"));
    setTone(m_summary, m_isTooLong || (isNothing && sum.wrong > 0) ? "error" : sum.wrong > 0 ? "warn" : "");
    m_summary->setToolTip({});
    m_summary->setText(sumText());
    showFit();
}

QString AddDialog::sumText() const
{
    const WishModel::Sum &sum = m_wishes.sum();
    if (m_isTooLong)
        return tr("A list has at most %1 lines.").arg(Format::count(qint64(preload::mostLines)));
    if (sum.count == 0)
        return sum.wrong > 0 ? tr("No line names a repository. Write org/name, org/name@revision, org/name:Q4_K_M, "
                                  "datasets/org/name or a URL of the Hub.")
                             : tr("No repository is named yet.");
    QStringList sentences{tr("%1 downloads will be added.", nullptr, int(sum.count)).arg(Format::count(sum.count))};
    if (sum.unknown < sum.count)
        sentences += sum.held > 0
                         ? tr("%1 to fetch; %2 are here already.")
                               .arg(Format::bytes(double(sum.bytes - sum.held)), Format::bytes(double(sum.held)))
                         : tr("%1 to fetch.").arg(Format::bytes(double(sum.bytes)));
    if (sum.unknown > 0 && sum.unknown < sum.count)
        sentences += tr("How large %n of them are is not known.", nullptr, int(sum.unknown));
    if (sum.wrong > 0)
        sentences += tr("%n lines name no repository and are left out.", nullptr, int(sum.wrong));
    return sentences.join(u' ');
}

void AddDialog::showFit()
{
    const WishModel::Sum &sum = m_wishes.sum();
    const qint64 missing = sum.bytes - sum.held - sum.room;
    m_fit->setVisible(sum.room > 0);
    setTone(m_fit, missing > 0 ? "error" : sum.unknown > 0 ? "" : "ok");
    m_fit->setText(missing > 0       ? tr("needs %1 more").arg(Format::bytes(double(missing)))
                   : sum.unknown > 0 ? tr("room for %1").arg(Format::bytes(double(sum.room)))
                                     : tr("fits, room for %1").arg(Format::bytes(double(sum.room))));
    m_fit->setToolTip(tr("What may still be written: the free space of the disk without what is to stay free."));
}

void AddDialog::order()
{
    const std::vector<preload::Wish> wishes = m_wishes.chosen();
    m_unanswered = wishes.size();
    m_isRefused = false;
    m_add->setEnabled(false);
    int position = 0;
    for (const preload::Wish &wish : wishes) {
        preload::JobOrder order{.repo = wish.repo, .revision = wish.revision, .choice = wish.choice};
        m_options->applyTo(order);
        const auto take = [this, wish, position](const Result<preload::JobId> &job) {
            if (job)
                follow(*job, wish, position);
            else
                takeAnswer(fail(job.error()));
        };
        m_context.control.operations().addJob(order, later<preload::JobId>(this, take));
        ++position;
    }
}

/// What is asked of a download once it is in the queue.
void AddDialog::follow(preload::JobId job, const preload::Wish &wish, int position)
{
    const auto take = [this](const auto &answer) {
        takeAnswer(answer ? Result<void>() : Result<void>(fail(answer.error())));
    };
    control::Operations &operations = m_context.control.operations();
    m_unanswered += (m_options->isFirst() ? 1 : 0) + (m_options->isPinned() ? 1 : 0);
    if (m_options->isFirst())
        operations.changeJob(job, {.position = position}, later<void>(this, take));
    if (m_options->isPinned())
        operations.upkeep({.verb = control::UpkeepVerb::Pin, .policy = {}, .text = sweep::nameOf(wish.repo)},
                          later<control::UpkeepAnswer>(this, take));
    takeAnswer({});
}

void AddDialog::takeAnswer(const Result<void> &answer)
{
    --m_unanswered;
    if (!answer) {
        m_isRefused = true;
        showFault(sentenceFor(answer.error().code), detailOf(answer.error()));
    }
    if (m_unanswered == 0 && !m_isRefused)
        accept();
}

void AddDialog::showFault(const QString &sentence, const QString &detail)
{
    setTone(m_summary, "error");
    m_summary->setText(sentence);
    m_summary->setToolTip(detail);
    m_add->setEnabled(true);
}

void AddDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void AddDialog::retranslate()
{
    setWindowTitle(tr("Add download"));
    m_title->setText(tr("What to download"));
    m_help->setText(tr("A model name, a URL of the Hub, org/name@revision, org/name:Q4_K_M, or datasets/org/name. "
                       "Several go on lines of their own."));
    m_input->setPlaceholderText(u"Qwen/Qwen3-32B"_s);
    m_input->setAccessibleName(tr("What to download"));
    m_table->setAccessibleName(tr("What was understood"));
    setButtonText(m_cancel, tr("Cancel"));
    m_options->retranslate();
    m_wishes.retranslate();
    showSum();
}

} // namespace mirrorlake::ui
