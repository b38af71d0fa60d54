#include "ui/downloads/adddialog.h"

#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

/// From 1. A line alone may name nothing, so a good one stands beside it; of a list that is too long, the line after
/// its last.
int firstWrongLine(const QString &list)
{
    int number = 0;
    for (const QString &line : list.split(u'\n')) {
        ++number;
        if (!preload::parseWishes(line.toStdString() + "\norg/name"))
            break;
    }
    return number;
}

} // namespace

using preload::Preset;

AddDialog::AddDialog(const Context &context, const QString &text, QWidget *parent)
    : QDialog(parent), m_context(context), m_title(makeLabel("title", this)), m_help(makeSentence("muted", this)),
      m_input(new QPlainTextEdit(this)), m_presetCaption(makeLabel("", this)), m_preset(new QComboBox(this)),
      m_keepCurrent(new QCheckBox(this)), m_summary(makeSentence("help", this)), m_add(makeButton("primary", {}, this)),
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
    m_preset->setObjectName(u"presetBox"_s);
    m_presetCaption->setBuddy(m_preset);
    m_keepCurrent->setObjectName(u"keepCurrent"_s);
    m_summary->setObjectName(u"addSummary"_s);
    m_add->setObjectName(u"addConfirm"_s);
    m_add->setDefault(true);
    for (const Preset preset : {Preset::Everything, Preset::Safetensors, Preset::Parquet})
        m_preset->addItem(QString(), int(preset));
    auto *files = new QHBoxLayout;
    files->setSpacing(16);
    files->addWidget(m_presetCaption);
    files->addWidget(m_preset);
    files->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_help);
    layout->addWidget(m_input, 1);
    layout->addLayout(files);
    layout->addWidget(m_keepCurrent);
    layout->addWidget(m_summary);
    layout->addLayout(buttons);
    resize(560, 400);
    connect(m_input, &QPlainTextEdit::textChanged, this, &AddDialog::check);
    connect(m_add, &QPushButton::clicked, this, &AddDialog::order);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
}

void AddDialog::check()
{
    const Result<std::vector<preload::Wish>> wishes = preload::parseWishes(m_input->toPlainText().toStdString());
    m_wishes = wishes.value_or(std::vector<preload::Wish>());
    m_add->setEnabled(!m_wishes.empty());
    const bool isWrong = !wishes && !m_input->toPlainText().trimmed().isEmpty();
    setTone(m_summary, isWrong ? "error" : "");
    m_summary->setToolTip(isWrong ? detailOf(wishes.error()) : QString());
    if (isWrong)
        m_summary->setText(tr("Line %1 names no repository. Write org/name, org/name@revision, org/name:Q4_K_M, "
                              "datasets/org/name or a URL of the Hub.")
                               .arg(firstWrongLine(m_input->toPlainText())));
    else if (!wishes)
        m_summary->setText(tr("No repository is named yet."));
    else
        m_summary->setText(tr("%1 downloads will be added.", nullptr, int(m_wishes.size()))
                               .arg(Format::count(qint64(m_wishes.size()))));
}

void AddDialog::order()
{
    m_add->setEnabled(false);
    m_unanswered = m_wishes.size();
    m_isRefused = false;
    for (const preload::Wish &wish : m_wishes) {
        preload::JobOrder order{.repo = wish.repo, .revision = wish.revision, .choice = wish.choice};
        if (order.choice.preset == Preset::Everything)
            order.choice.preset = Preset(m_preset->currentData().toInt());
        order.isKeptCurrent = m_keepCurrent->isChecked();
        m_context.control.operations().addJob(
            order, later<preload::JobId>(this, [this](const auto &answer) { takeAnswer(answer); }));
    }
}

void AddDialog::takeAnswer(const Result<preload::JobId> &answer)
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
    m_presetCaption->setText(tr("Files"));
    m_preset->setAccessibleName(tr("Files"));
    m_preset->setItemText(0, tr("Everything"));
    m_preset->setItemText(1, tr("Only safetensors, without the same weights in other formats"));
    m_preset->setItemText(2, tr("Only parquet files of datasets"));
    m_keepCurrent->setText(tr("Keep it current: look for newer versions"));
    setButtonText(m_add, tr("Download"));
    setButtonText(m_cancel, tr("Cancel"));
    check();
}

} // namespace mirrorlake::ui
