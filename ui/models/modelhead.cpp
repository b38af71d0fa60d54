#include "ui/models/modelhead.h"

#include "control/control.h"
#include "sweep/pin.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/models/foundmodel.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr qsizetype longestSummary = 240;

/// Cut at a word.
QString shortened(const std::string &text)
{
    QString summary = QString::fromStdString(text).simplified();
    if (summary.size() <= longestSummary)
        return summary;
    summary.truncate(longestSummary);
    return summary.left(summary.lastIndexOf(u' ')) + u'…';
}

} // namespace

ModelHead::ModelHead(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_title(new ElidedLabel("cardTitle", Qt::ElideMiddle, this)),
      m_facts(makeSentence("help", this)), m_access(makeLabel("small", this)), m_summary(makeSentence("help", this)),
      m_pin(makeIconButton("", context.theme.icon(u"pin"_s), this)),
      m_copy(makeIconButton("", context.theme.icon(u"copy"_s), this)),
      m_open(makeIconButton("", context.theme.icon(u"external"_s), this))
{
    m_title->setObjectName(u"modelTitle"_s);
    m_facts->setObjectName(u"modelFacts"_s);
    m_access->setObjectName(u"modelAccess"_s);
    m_summary->setObjectName(u"modelSummary"_s);
    m_pin->setObjectName(u"pinButton"_s);
    m_pin->setCheckable(true);
    m_copy->setObjectName(u"copyMenu"_s);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_open->setObjectName(u"openHubButton"_s);
    auto *menu = new QMenu(m_copy);
    for (int what = 0; what < 3; ++what)
        connect(menu->addAction(QString()), &QAction::triggered, this, [this, what] { copy(what); });
    m_copy->setMenu(menu);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_title, 1);
    for (QToolButton *button : {m_pin, m_copy, m_open})
        first->addWidget(button);
    auto *second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_facts, 1);
    second->addWidget(m_access);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_summary);
    connect(m_pin, &QToolButton::clicked, this, &ModelHead::pin);
    connect(m_open, &QToolButton::clicked, this, &ModelHead::openOnHub);
    retranslate();
}

void ModelHead::setCard(const library::Card &card)
{
    m_card = card;
    m_card->files.clear();
    showFacts();
}

void ModelHead::show(const control::Snapshot &snapshot)
{
    m_address = snapshot.addresses.empty() ? QString::fromStdString(snapshot.localUrl)
                                           : QString::fromStdString(snapshot.addresses.front().url);
    m_upstream = QString::fromStdString(snapshot.upstream);
}

void ModelHead::setBrief(bool isBrief)
{
    m_isBrief = isBrief;
    m_summary->setVisible(!m_isBrief && m_card && !m_card->summary.empty());
}

void ModelHead::showFacts()
{
    const library::FoundRepo &repo = m_card->repo;
    m_title->setFullText(QString::fromStdString(repo.repo.id.text()));
    QStringList facts;
    for (const QString &fact : {QString::fromStdString(repo.task), QString::fromStdString(repo.library),
                                QString::fromStdString(repo.licence)}) {
        if (!fact.isEmpty())
            facts += fact;
    }
    if (repo.parameters > 0)
        facts += tr("%1 parameters").arg(parametersText(repo.parameters));
    if (repo.held.bytes > 0)
        facts += tr("%1 cached").arg(Format::bytes(double(repo.held.bytes)));
    m_facts->setText(facts.join(u" · "_s));
    const bool isClosed = repo.isGated || repo.isPrivate;
    m_access->setText(repo.isGated ? tr("gated") : repo.isPrivate ? tr("private") : tr("open"));
    m_access->setToolTip(isClosed ? tr("Only callers whose own token the Hub accepts get these files.") : QString());
    setTone(m_access, isClosed ? "warn" : "ok");
    m_summary->setText(shortened(m_card->summary));
    m_summary->setToolTip(QString::fromStdString(m_card->summary).toHtmlEscaped());
    m_summary->setVisible(!m_isBrief && !m_card->summary.empty());
    m_pin->setChecked(repo.held.pinned == library::Pinned::Whole);
    setName(m_pin, m_pin->isChecked() ? tr("Unpin") : tr("Pin, so that eviction spares it"));
}

void ModelHead::pinOrUnpin()
{
    pin(!m_pin->isChecked());
}

void ModelHead::pin(bool isPinning)
{
    using control::UpkeepVerb;
    m_context.control.operations().upkeep(
        {.verb = isPinning ? UpkeepVerb::Pin : UpkeepVerb::Unpin,
         .policy = {},
         .text = sweep::nameOf(m_card->repo.repo)},
        later<control::UpkeepAnswer>(this, [this, isPinning](const Result<control::UpkeepAnswer> &answer) {
            if (answer)
                m_card->repo.held.pinned = isPinning ? library::Pinned::Whole : library::Pinned::No;
            if (!answer)
                emit refused(sentenceFor(answer.error().code), detailOf(answer.error()));
            showFacts();
        }));
}

void ModelHead::copy(int what) const
{
    const RepoKey &repo = m_card->repo.repo;
    const QString name = QString::fromStdString(sweep::nameOf(repo));
    const QString id = QString::fromStdString(repo.id.text());
    const QString revision = QString::fromStdString(m_card->revision);
    const QString kind = repo.type == RepoType::Dataset ? u" --repo-type dataset"_s : QString();
    const QString at = revision == "main"_L1 ? QString() : QString(u" --revision "_s + revision);
    const QString texts[] = {id, m_address + u'/' + name,
                             u"HF_ENDPOINT="_s + m_address + u" hf download "_s + id + kind + at};
    QGuiApplication::clipboard()->setText(texts[what]);
}

void ModelHead::openOnHub() const
{
    QDesktopServices::openUrl(QUrl(m_upstream + u'/' + QString::fromStdString(sweep::nameOf(m_card->repo.repo))));
}

void ModelHead::retranslate()
{
    setName(m_copy, tr("Copy"));
    setName(m_open, tr("Open on the Hub"));
    const QStringList copies{tr("Copy the name"), tr("Copy the URL"), tr("Copy the command")};
    for (int i = 0; i < copies.size(); ++i)
        m_copy->menu()->actions().at(i)->setText(copies.at(i));
    setName(m_pin, tr("Pin, so that eviction spares it"));
    if (m_card)
        showFacts();
}

} // namespace mirrorlake::ui
