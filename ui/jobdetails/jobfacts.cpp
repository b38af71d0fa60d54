#include "ui/jobdetails/jobfacts.h"

#include "ui/downloads/jobtext.h"
#include "ui/format/format.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/parts.h"
#include "ui/theme/fonts.h"

#include <QGridLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int shortCommit = 10;

QString said(const std::string &text)
{
    return QString::fromStdString(text);
}

const char *toneOf(Token token)
{
    switch (token) {
    case Token::Upstream:
        return "upstream";
    case Token::Lan:
        return "lan";
    case Token::Warn:
        return "warn";
    case Token::Error:
        return "error";
    case Token::Ok:
        return "ok";
    default:
        return "";
    }
}

/// "https://hf-mirror.com" without what every route has.
QString hostOf(const std::string &route)
{
    return said(route).section(u"://"_s, -1);
}

} // namespace

JobFacts::JobFacts(QWidget *parent) : QWidget(parent), m_state(makeSentence("small", this)), m_addToken(makeLink(this))
{
    setObjectName(u"jobFacts"_s);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(16);
    layout->setVerticalSpacing(6);
    for (int fact = 0; fact < FactCount; ++fact) {
        QLabel *name = m_names[std::size_t(fact)] = makeLabel("help", this);
        layout->addWidget(name, fact, 0, Qt::AlignTop);
        if (fact != State)
            layout->addWidget(m_values[std::size_t(fact)] = new ElidedLabel("small", Qt::ElideRight, this), fact, 1);
    }
    m_state->setObjectName(u"jobState"_s);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_addToken->setObjectName(u"addTokenLink"_s);
    auto *reason = new QVBoxLayout;
    reason->setSpacing(2);
    reason->addWidget(m_state);
    reason->addWidget(m_addToken);
    layout->addLayout(reason, State, 1);
    connect(m_addToken, &QPushButton::clicked, this, &JobFacts::tokenWanted);
    m_values[Commit]->setFont(fixedFont(9));
    m_values[Commit]->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->setColumnStretch(1, 1);
    layout->setRowStretch(FactCount, 1);
    retranslate();
}

void JobFacts::show(const preload::Job &job, const preload::JobDetail &detail)
{
    const JobStateText state = stateTextOf(job);
    QStringList routes;
    for (const fill::RouteShare &source : detail.sources)
        routes << hostOf(source.route);
    int clients = 0;
    for (const preload::JobFileParts &parts : detail.parts)
        clients += parts.clients;
    const QString word = state.reason.isEmpty() ? state.word : state.word + u", "_s + state.reason;
    const QString readers = clients > 0 ? tr("%n clients read along", nullptr, clients) : QString();
    const QString added =
        job.addedAt > 0 ? QString(Format::date(job.addedAt) + u", "_s + Format::timeOfDay(job.addedAt)) : QString();
    const std::array<QString, FactCount> texts{word, routes.join(u", "_s), readers, said(job.commit).left(shortCommit),
                                               added};
    m_state->setText(texts[State]);
    m_state->setAccessibleName(texts[State]);
    m_addToken->setVisible(mayLackToken(job));
    for (std::size_t fact = State + 1; fact < texts.size(); ++fact) {
        m_values[fact]->setFullText(texts[fact]);
        m_names[fact]->setVisible(!texts[fact].isEmpty());
        m_values[fact]->setVisible(!texts[fact].isEmpty());
    }
    setTone(m_state, toneOf(state.tone));
    m_values[Commit]->setToolTip(said(job.commit));
}

void JobFacts::retranslate()
{
    setButtonText(m_addToken, tr("Add token"));
    const std::array<QString, FactCount> names{tr("State"), tr("From"), tr("Shared"), tr("Commit"), tr("Added")};
    for (std::size_t fact = 0; fact < names.size(); ++fact)
        m_names[fact]->setText(names[fact]);
}

} // namespace mirrorlake::ui
