#include "ui/models/downloadfooter.h"

#include "ui/downloads/jobtext.h"
#include "ui/format/format.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int iconSize = 16;

} // namespace

DownloadFooter::DownloadFooter(const Context &context, QWidget *parent)
    : QFrame(parent), m_summary(makeSentence("", this)),
      m_fitIcon(new IconLabel(context.theme, u"ok"_s, Token::Ok, iconSize, this)), m_fit(makeLabel("small", this)),
      m_now(makeButton("primary", context.theme.icon(u"downloads"_s, Token::OnAccent), this)),
      m_queue(makeButton("", context.theme.icon(u"add"_s), this)),
      m_nightly(makeButton("", context.theme.icon(u"schedule"_s), this)), m_note(makeSentence("help", this)),
      m_show(makeLink(this))
{
    setProperty("role", u"footer"_s);
    m_summary->setObjectName(u"selectionSummary"_s);
    m_fit->setObjectName(u"fitHint"_s);
    m_now->setObjectName(u"downloadButton"_s);
    m_queue->setObjectName(u"queueButton"_s);
    m_nightly->setObjectName(u"nightlyButton"_s);
    m_note->setObjectName(u"downloadNote"_s);
    m_show->setObjectName(u"showDownloadsLink"_s);
    auto *first = new QHBoxLayout;
    first->setSpacing(6);
    first->addWidget(m_summary, 1);
    first->addWidget(m_fitIcon);
    first->addWidget(m_fit);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    for (QPushButton *button : {m_now, m_queue, m_nightly})
        second->addWidget(button);
    second->addStretch();
    auto *third = new QHBoxLayout;
    third->setSpacing(8);
    third->addWidget(m_note, 1);
    third->addWidget(m_show);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addLayout(third);
    connect(m_now, &QPushButton::clicked, this, [this] { emit wanted(Way::Now); });
    connect(m_queue, &QPushButton::clicked, this, [this] { emit wanted(Way::Queue); });
    connect(m_nightly, &QPushButton::clicked, this, [this] { emit wanted(Way::EveryNight); });
    connect(m_show, &QPushButton::clicked, this, &DownloadFooter::downloadsWanted);
    retranslate();
    forget();
}

void DownloadFooter::setSum(const FileTreeModel::Sum &sum, std::int64_t freeSpace)
{
    m_sum = sum;
    m_freeSpace = freeSpace;
    showSum();
}

void DownloadFooter::showSum()
{
    const std::int64_t toFetch = m_sum.chosenBytes - m_sum.chosenHeld;
    const bool isKnown = m_freeSpace > 0;
    const bool fits = !isKnown || toFetch <= m_freeSpace;
    const QString chosen =
        tr("%1 of %2 files, %3", nullptr, int(m_sum.files))
            .arg(Format::count(m_sum.chosen), Format::count(m_sum.files), Format::bytes(double(m_sum.chosenBytes)));
    m_summary->setText(toFetch > 0 ? tr("%1; %2 still to fetch").arg(chosen, Format::bytes(double(toFetch)))
                                   : tr("%1; all of it is here").arg(chosen));
    m_fit->setText(!isKnown ? QString()
                   : fits   ? tr("fits, room for %1").arg(Format::bytes(double(m_freeSpace)))
                            : tr("needs %1 more").arg(Format::bytes(double(toFetch - m_freeSpace))));
    setTone(m_fit, fits ? "ok" : "error");
    m_fitIcon->setIcon(fits ? u"ok"_s : u"disk"_s, fits ? Token::Ok : Token::Error);
    m_fitIcon->setVisible(isKnown);
    for (QPushButton *button : {m_now, m_queue, m_nightly})
        button->setEnabled(m_sum.chosen > 0 && fits && !m_isWaiting);
}

void DownloadFooter::setWaiting()
{
    m_isWaiting = true;
    showSum();
}

void DownloadFooter::setTaken()
{
    m_isWaiting = false;
    showSum();
    setTone(m_note, "ok");
    m_note->setText(tr("Added to the downloads."));
    m_note->show();
    m_show->show();
}

void DownloadFooter::setRefused(const QString &sentence, const QString &detail)
{
    m_isWaiting = false;
    showSum();
    setTone(m_note, "error");
    m_note->setText(sentence);
    m_note->setToolTip(detail);
    m_note->show();
    m_show->hide();
}

void DownloadFooter::showJob(const std::optional<preload::Job> &job)
{
    if (!job)
        return;
    setTone(m_note, job->state == preload::JobState::Done     ? "ok"
                    : job->state == preload::JobState::Failed ? "error"
                                                              : "");
    const QString state = stateTextOf(*job).word;
    m_note->setText(job->bytes > 0 && job->state != preload::JobState::Done ? tr("%1, %2").arg(state, progressOf(*job))
                                                                            : state);
    m_note->show();
    m_show->show();
}

void DownloadFooter::forget()
{
    m_isWaiting = false;
    m_note->hide();
    m_show->hide();
}

void DownloadFooter::retranslate()
{
    m_fit->setToolTip(tr("What may still be written: the free space of the disk without what is to stay free."));
    setButtonText(m_now, tr("Download"));
    setButtonText(m_queue, tr("Add to queue"));
    setButtonText(m_nightly, tr("Every night"));
    m_now->setToolTip(tr("Fetches the chosen files before everything else in the queue"));
    m_nightly->setToolTip(tr("Fetches at night and keeps current: looks for newer files each night"));
    setButtonText(m_show, tr("Show downloads"));
    showSum();
}

} // namespace mirrorlake::ui
