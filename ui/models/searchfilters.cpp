#include "ui/models/searchfilters.h"

#include "ui/parts/parts.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include <array>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::array tasks{"text-generation",
                           "image-text-to-text",
                           "text-to-image",
                           "text-to-speech",
                           "automatic-speech-recognition",
                           "feature-extraction",
                           "sentence-similarity",
                           "text-classification",
                           "translation",
                           "image-classification",
                           "object-detection",
                           "text-to-video",
                           "reinforcement-learning"};
constexpr std::array libraries{
    "transformers", "diffusers", "sentence-transformers", "gguf", "safetensors", "mlx", "peft", "timm", "onnx",
    "pytorch",      "keras"};
constexpr std::array licences{"apache-2.0", "mit",       "llama3.1",     "gemma",
                              "openrail",   "cc-by-4.0", "cc-by-nc-4.0", "other"};
constexpr std::array sorts{"trending", "downloads", "likes", "updated", "created"};

struct Bounds
{
    std::int64_t least;
    std::int64_t most;
};
constexpr std::int64_t billion = 1'000'000'000;
constexpr std::array sizes{Bounds{0, 0}, Bounds{0, billion}, Bounds{billion, 8 * billion},
                           Bounds{8 * billion, 40 * billion}, Bounds{40 * billion, 0}};

template<std::size_t N>
void fill(QComboBox *box, const std::array<const char *, N> &values)
{
    box->addItem(QString(), QString());
    for (const char *value : values)
        box->addItem(QString::fromLatin1(value), QString::fromLatin1(value));
}

std::string chosen(const QComboBox *box)
{
    return box->currentData().toString().toStdString();
}

} // namespace

SearchFilters::SearchFilters(const Context &context, QWidget *parent)
    : QWidget(parent), m_text(new QLineEdit(this)), m_type(makeChoice("typeFilter")), m_sort(makeChoice("sortBox")),
      m_author(new QLineEdit(this)), m_task(makeChoice("taskFilter")), m_library(makeChoice("formatFilter")),
      m_licence(makeChoice("licenceFilter")), m_size(makeChoice("sizeFilter")), m_cachedOnly(new QCheckBox(this))
{
    m_text->setObjectName(u"searchField"_s);
    m_text->setClearButtonEnabled(true);
    m_text->addAction(context.theme.icon(u"search"_s, Token::Placeholder), QLineEdit::LeadingPosition);
    m_author->setObjectName(u"authorFilter"_s);
    m_cachedOnly->setObjectName(u"cachedOnly"_s);
    m_type->addItem(QString(), int(RepoType::Model));
    m_type->addItem(QString(), int(RepoType::Dataset));
    for (const char *sort : sorts)
        m_sort->addItem(QString(), QString::fromLatin1(sort));
    fill(m_task, tasks);
    fill(m_library, libraries);
    fill(m_licence, licences);
    for (int i = 0; i < int(sizes.size()); ++i)
        m_size->addItem(QString(), i);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_text, 1);
    first->addWidget(m_type);
    first->addWidget(m_sort);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_author, 2);
    for (QComboBox *box : {m_task, m_library, m_licence, m_size})
        second->addWidget(box, 3);
    second->addWidget(m_cachedOnly);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(first);
    layout->addLayout(second);
    connect(m_text, &QLineEdit::textChanged, this, &SearchFilters::typed);
    connect(m_author, &QLineEdit::textChanged, this, &SearchFilters::typed);
    connect(m_cachedOnly, &QCheckBox::toggled, this, &SearchFilters::changed);
    retranslate();
}

QComboBox *SearchFilters::makeChoice(const char *name)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setMinimumContentsLength(4);
    connect(box, &QComboBox::currentIndexChanged, this, &SearchFilters::changed);
    return box;
}

library::SearchQuestion SearchFilters::question() const
{
    library::SearchQuestion question;
    question.type = RepoType(m_type->currentData().toInt());
    question.text = m_text->text().trimmed().toStdString();
    question.author = m_author->text().trimmed().toStdString();
    question.task = chosen(m_task);
    question.library = chosen(m_library);
    question.licence = chosen(m_licence);
    const Bounds &bounds = sizes[std::size_t(m_size->currentIndex())];
    question.minParameters = bounds.least;
    question.maxParameters = bounds.most;
    question.sort = chosen(m_sort);
    question.isHereOnly = m_cachedOnly->isChecked();
    return question;
}

bool SearchFilters::isNarrowing() const
{
    return !m_author->text().trimmed().isEmpty() || m_task->currentIndex() > 0 || m_library->currentIndex() > 0 ||
           m_licence->currentIndex() > 0 || m_size->currentIndex() > 0 || m_cachedOnly->isChecked();
}

void SearchFilters::clear()
{
    {
        const QSignalBlocker blocker(this);
        for (QComboBox *box : {m_task, m_library, m_licence, m_size})
            box->setCurrentIndex(0);
        m_author->clear();
        m_cachedOnly->setChecked(false);
    }
    emit changed();
}

void SearchFilters::setText(const QString &text)
{
    m_text->setText(text);
}

void SearchFilters::retranslate()
{
    m_text->setPlaceholderText(tr("Search the Hub, or paste a name or URL"));
    m_text->setAccessibleName(tr("Search the Hub"));
    m_author->setPlaceholderText(tr("Author"));
    m_author->setAccessibleName(tr("Author"));
    m_cachedOnly->setText(tr("Cached only"));
    m_cachedOnly->setAccessibleName(tr("Only what is cached"));
    m_type->setItemText(0, tr("Models"));
    m_type->setItemText(1, tr("Datasets"));
    m_type->setAccessibleName(tr("Models or datasets"));
    const QStringList sortNames{tr("Trending"), tr("Most downloads"), tr("Most likes"), tr("Last updated"),
                                tr("Newest")};
    for (int i = 0; i < sortNames.size(); ++i)
        m_sort->setItemText(i, sortNames.at(i));
    m_sort->setAccessibleName(tr("Order of the results"));
    m_task->setItemText(0, tr("Any task"));
    m_task->setAccessibleName(tr("Task"));
    m_library->setItemText(0, tr("Any library"));
    m_library->setAccessibleName(tr("Library or format"));
    m_licence->setItemText(0, tr("Any licence"));
    m_licence->setAccessibleName(tr("Licence"));
    const QStringList sizeNames{tr("Any size"), tr("Up to 1 B parameters"), tr("1 to 8 B parameters"),
                                tr("8 to 40 B parameters"), tr("Above 40 B parameters")};
    for (int i = 0; i < sizeNames.size(); ++i)
        m_size->setItemText(i, sizeNames.at(i));
    m_size->setAccessibleName(tr("Size"));
}

} // namespace mirrorlake::ui
