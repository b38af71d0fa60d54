#include "ui/wizard/upstreampage.h"

#include "control/control.h"
#include "ui/parts/parts.h"
#include "ui/settings/fieldeditor.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QRadioButton>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

const std::array knownUrls{"https://huggingface.co", "https://hf-mirror.com"};

} // namespace

UpstreamPage::UpstreamPage(const Context &context, QWidget *parent)
    : WizardPage(u"upstreamPage"_s, parent), m_context(context), m_other(new QLineEdit(this)),
      m_test(makeButton("", context.theme.icon(u"retry"_s), this)),
      m_proxy(new FieldEditor(*settings::findField("upstream.proxy"), context.theme, this)),
      m_token(new FieldEditor(*settings::findField("upstream.token"), context.theme, this))
{
    const settings::Settings settings = context.control.settings();
    m_other->setObjectName(u"wizardOtherUpstream"_s);
    m_test->setObjectName(u"wizardTestButton"_s);
    m_proxy->setValue(settings);
    m_token->setValue(settings);
    body()->addWidget(makeChoices());
    body()->addWidget(m_proxy);
    body()->addWidget(m_token);
    const QString url = QString::fromStdString(settings.upstream.url);
    std::size_t chosen = known;
    for (std::size_t i = 0; i < known; ++i) {
        if (url == QLatin1String(knownUrls[i]))
            chosen = i;
    }
    m_choices[chosen].button->setChecked(true);
    if (chosen == known)
        m_other->setText(url);
    connect(m_other, &QLineEdit::textEdited, this, [this] { m_choices[known].button->setChecked(true); });
    connect(m_test, &QPushButton::clicked, this, &UpstreamPage::testAll);
    retranslate();
}

QWidget *UpstreamPage::makeChoices()
{
    QFrame *card = makeCard(this);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(12);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        Choice &choice = m_choices[i];
        choice = {new QRadioButton(card), makeSentence("help", card), new RouteTest(this)};
        choice.verdict->setObjectName(u"wizardVerdict%1"_s.arg(i));
        grid->addWidget(choice.button, int(i), 0);
        if (i == known)
            grid->addWidget(m_other, int(i), 1);
        grid->addWidget(choice.verdict, i == known ? int(i) + 1 : int(i), 1);
        connect(choice.test, &RouteTest::answered, this, [this, i](bool isGood, const QString &sentence) {
            setTone(m_choices[i].verdict, isGood ? "ok" : "error");
            m_choices[i].verdict->setText(sentence);
        });
    }
    grid->addWidget(m_test, int(known) + 1, 0, Qt::AlignLeft);
    return card;
}

QString UpstreamPage::urlOf(std::size_t choice) const
{
    return choice < known ? QString::fromLatin1(knownUrls[choice]) : m_other->text().trimmed();
}

void UpstreamPage::testAll()
{
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        if (urlOf(i).isEmpty())
            continue;
        setTone(m_choices[i].verdict, "");
        m_choices[i].verdict->setText(tr("Asking…"));
        m_choices[i].test->start(urlOf(i), QString::fromStdString(m_proxy->text()));
    }
}

std::vector<control::Assignment> UpstreamPage::assignments() const
{
    std::vector<control::Assignment> chosen;
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        const std::string url = urlOf(i).toStdString();
        if (m_choices[i].button->isChecked() && !url.empty() && url != m_context.control.settings().upstream.url)
            chosen.push_back({"upstream.url", url});
    }
    for (const FieldEditor *editor : {m_proxy, m_token}) {
        if (editor->isChanged())
            chosen.push_back({std::string(editor->field().key), editor->text()});
    }
    return chosen;
}

void UpstreamPage::retranslate()
{
    setWords(tr("Where should files come from?"),
             tr("Test shows which of them answers from here, and how fast. Nothing is asked before."));
    m_choices[0].button->setText(tr("huggingface.co, the Hub itself"));
    m_choices[1].button->setText(tr("hf-mirror.com, a mirror of it"));
    m_choices[known].button->setText(tr("Another one"));
    for (const Choice &choice : m_choices)
        choice.button->setAccessibleName(choice.button->text());
    m_other->setPlaceholderText(u"https://"_s);
    m_other->setAccessibleName(tr("Another one"));
    setButtonText(m_test, tr("Test"));
    m_proxy->retranslate();
    m_token->retranslate();
}

} // namespace mirrorlake::ui
