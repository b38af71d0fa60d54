#include "ui/models/modelhead.h"

#include "control/control.h"
#include "sweep/pin.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/models/foundmodel.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/parts/repoactions.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>

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
      m_facts(makeSentence("help", this)), m_access(makeLabel("small", this)), m_addToken(makeLink(this)),
      m_summary(makeSentence("help", this)), m_pin(makeIconButton("", context.theme.icon(u"pin"_s), this)),
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
    m_copy->setMenu(new QMenu(m_copy));
    const auto *actions = new RepoActions(context, m_copy->menu(), [this]() -> std::optional<RepoActions::Repo> {
        if (!m_card)
            return std::nullopt;
        return RepoActions::Repo{m_card->repo.repo, QString::fromStdString(m_card->revision)};
    });
    m_addToken->setObjectName(u"modelAddToken"_s);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_title, 1);
    for (QToolButton *button : {m_pin, m_copy, m_open})
        first->addWidget(button);
    auto *second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_facts, 1);
    second->addWidget(m_access);
    second->addWidget(m_addToken);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_summary);
    connect(m_pin, &QToolButton::clicked, this, &ModelHead::pin);
    connect(m_open, &QToolButton::clicked, actions, &RepoActions::openOnHub);
    connect(m_addToken, &QPushButton::clicked, this, &ModelHead::tokenWanted);
    retranslate();
}

void ModelHead::setCard(const library::Card &card)
{
    m_card = card;
    m_card->files.clear();
    showFacts();
}

void ModelHead::refresh()
{
    if (m_card)
        showAccess();
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
    showAccess();
    m_summary->setText(shortened(m_card->summary));
    m_summary->setToolTip(QString::fromStdString(m_card->summary).toHtmlEscaped());
    m_summary->setVisible(!m_isBrief && !m_card->summary.empty());
    m_pin->setChecked(repo.held.pinned == library::Pinned::Whole);
    setName(m_pin, m_pin->isChecked() ? tr("Unpin") : tr("Pin, so that eviction spares it"));
}

/// What is closed cannot be fetched ahead without a token of the mirror.
void ModelHead::showAccess()
{
    const library::FoundRepo &repo = m_card->repo;
    const bool isClosed = repo.isGated || repo.isPrivate;
    const bool lacksToken = isClosed && m_context.control.settings().upstream.token.empty();
    const QString kind = repo.isGated ? tr("gated") : repo.isPrivate ? tr("private") : tr("open");
    m_access->setText(lacksToken ? tr("%1, no token stored").arg(kind) : kind);
    m_access->setToolTip(isClosed ? tr("Only callers whose own token the Hub accepts get these files.") : QString());
    setTone(m_access, isClosed ? "warn" : "ok");
    m_addToken->setVisible(lacksToken);
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

void ModelHead::retranslate()
{
    setName(m_copy, tr("Copy"));
    setName(m_open, tr("Open on the Hub"));
    setButtonText(m_addToken, tr("Add token"));
    setName(m_pin, tr("Pin, so that eviction spares it"));
    if (m_card)
        showFacts();
}

} // namespace mirrorlake::ui
