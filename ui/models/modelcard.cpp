#include "ui/models/modelcard.h"

#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/models/fileselection.h"
#include "ui/models/filetreedelegate.h"
#include "ui/models/modelhead.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using library::Card;

namespace {

constexpr int shownCommit = 8;
constexpr int briefBelow = 480; ///< height in which the files would have too little
constexpr const char *nightHours = "02:00-07:00";

QSet<QString> namesOf(const std::vector<std::string> &paths)
{
    QSet<QString> names;
    for (const std::string &path : paths)
        names.insert(QString::fromStdString(path));
    return names;
}

} // namespace

ModelCard::ModelCard(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_question(context), m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(context.theme, u"models"_s, this)), m_head(new ModelHead(context, this)),
      m_revisions(new QComboBox(this)), m_preset(new QComboBox(this)), m_patterns(new QLineEdit(this)),
      m_tree(makeTree()), m_footer(new DownloadFooter(context, this))
{
    setObjectName(u"modelCard"_s);
    setProperty("role", u"card"_s);
    auto *body = new QWidget;
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 12, 16, 8);
    inside->setSpacing(6);
    inside->addWidget(m_head);
    inside->addWidget(makeChoices());
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(inside);
    layout->addWidget(makeLine(Qt::Horizontal, body));
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_footer);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(body);
    auto *outside = new QVBoxLayout(this);
    outside->setContentsMargins(1, 1, 1, 1);
    outside->addWidget(m_stack);
    connectParts();
    retranslate();
}

QWidget *ModelCard::makeChoices()
{
    m_revisions->setObjectName(u"revisionBox"_s);
    m_preset->setObjectName(u"presetBox"_s);
    m_patterns->setObjectName(u"globField"_s);
    for (QComboBox *box : {m_revisions, m_preset}) {
        box->setMinimumContentsLength(8);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
    auto *choices = new QWidget;
    auto *layout = new QHBoxLayout(choices);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_revisions, 5);
    layout->addWidget(m_preset, 4);
    layout->addWidget(m_patterns, 3);
    return choices;
}

QTreeView *ModelCard::makeTree()
{
    auto *tree = new QTreeView(this);
    tree->setObjectName(u"fileTree"_s);
    tree->setModel(&m_files);
    tree->setItemDelegate(new FileTreeDelegate(m_context.theme, tree));
    tree->setUniformRowHeights(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setTextElideMode(Qt::ElideMiddle);
    tree->setHeaderHidden(true);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(FileTreeModel::Name, QHeaderView::Stretch);
    return tree;
}

void ModelCard::connectParts()
{
    connect(&m_question, &RepoQuestion::found, this, &ModelCard::take);
    connect(&m_question, &RepoQuestion::refused, this, &ModelCard::refuse);
    connect(m_revisions, &QComboBox::activated, this, [this] {
        m_revision = m_revisions->currentData().toString();
        ask();
    });
    connect(m_preset, &QComboBox::activated, this, &ModelCard::applyPreset);
    connect(m_patterns, &QLineEdit::textChanged, this, &ModelCard::applyPreset);
    connect(&m_files, &FileTreeModel::chosenByHand, this, &ModelCard::chooseByHand);
    connect(&m_files, &FileTreeModel::sumChanged, this, [this] {
        if (m_card)
            m_footer->setSum(m_files.sum(), m_card->freeSpace);
    });
    connect(m_footer, &DownloadFooter::wanted, this, &ModelCard::order);
    connect(m_footer, &DownloadFooter::downloadsWanted, this, &ModelCard::downloadsWanted);
    connect(m_head, &ModelHead::tokenWanted, this, &ModelCard::tokenWanted);
    connect(m_head, &ModelHead::refused, m_footer, &DownloadFooter::setRefused);
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        if (m_error && (m_error->code == ErrorCode::GatedRepo || m_error->code == ErrorCode::AccessDenied))
            emit tokenWanted();
        else
            ask();
    });
}

void ModelCard::open(const RepoKey &repo, const QString &revision)
{
    if (m_repo == repo && m_revision == revision && m_card)
        return;
    m_repo = repo;
    m_revision = revision;
    m_job.reset();
    m_footer->forget();
    ask();
}

void ModelCard::clear()
{
    m_question.forget();
    m_repo.reset();
    m_card.reset();
    m_error.reset();
    m_job.reset();
    m_stack->setCurrentWidget(m_empty);
    retranslate();
}

void ModelCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_head->setBrief(height() < briefBelow);
}

bool ModelCard::pinOrUnpin()
{
    if (!m_card)
        return false;
    m_head->pinOrUnpin();
    return true;
}

void ModelCard::ask()
{
    m_card.reset();
    m_error.reset();
    m_isByHand = false;
    m_preset->setCurrentIndex(0);
    m_stack->setCurrentWidget(m_empty);
    retranslate();
    m_question.ask(*m_repo, m_revision.toStdString());
}

void ModelCard::refuse(const Error &error)
{
    m_error = error;
    retranslate();
}

void ModelCard::take(const Card &card)
{
    m_card = card;
    const std::vector<std::string> byHand = m_isByHand ? m_files.chosen() : std::vector<std::string>();
    m_files.setFiles(m_card->files);
    m_tree->expandAll();
    m_head->setCard(*m_card);
    showRevisions();
    showPresets();
    if (m_isByHand)
        m_files.choose(namesOf(byHand));
    else
        applyPreset();
    m_stack->setCurrentIndex(1);
}

void ModelCard::showRevisions()
{
    m_revisions->clear();
    const auto add = [this](const QString &name, const std::string &commit) {
        if (m_revisions->findData(name) < 0)
            m_revisions->addItem(name.size() == 40 ? name.left(shownCommit)
                                 : commit.empty()
                                     ? name
                                     : QString(name + u"  "_s + QString::fromStdString(commit).left(shownCommit)),
                                 name);
    };
    add(m_revision, m_card->commit);
    for (const library::CardRef &ref : m_card->refs)
        add(QString::fromStdString(ref.name), ref.commit);
    for (const library::HeldRevision &held : m_card->revisions)
        add(QString::fromStdString(held.names.empty() ? held.commit : held.names.front()), held.commit);
    m_revisions->setCurrentIndex(0);
}

void ModelCard::showPresets()
{
    const int before = m_preset->currentIndex();
    m_presets = presetsFor(*m_card);
    m_preset->clear();
    for (const preload::Choice &choice : m_presets) {
        switch (choice.preset) {
        case preload::Preset::Everything:
            m_preset->addItem(tr("All files"));
            break;
        case preload::Preset::Safetensors:
            m_preset->addItem(tr("Safetensors only"));
            break;
        case preload::Preset::Parquet:
            m_preset->addItem(tr("Parquet only"));
            break;
        case preload::Preset::Gguf: {
            const auto found =
                std::ranges::find(m_card->quantisations, choice.quantisation, &library::Quantisation::name);
            m_preset->addItem(
                tr("%1, %2").arg(QString::fromStdString(choice.quantisation), Format::bytes(double(found->bytes))));
            break;
        }
        }
    }
    m_preset->addItem(tr("Chosen by hand"));
    m_preset->setCurrentIndex(m_isByHand ? int(m_presets.size()) : std::clamp(before, 0, int(m_presets.size()) - 1));
}

void ModelCard::applyPreset()
{
    if (!m_card || m_preset->currentIndex() >= int(m_presets.size()) || m_preset->currentIndex() < 0)
        return;
    m_isByHand = false;
    const preload::Choice choice = withPatterns(m_presets[std::size_t(m_preset->currentIndex())], m_patterns->text());
    m_files.choose(filesOf(m_card->files, choice));
    setTone(m_patterns, m_files.sum().chosen == 0 ? "error" : "");
}

void ModelCard::chooseByHand()
{
    m_isByHand = true;
    m_preset->setCurrentIndex(int(m_presets.size()));
}

void ModelCard::order(DownloadFooter::Way way)
{
    const auto revision = Revision::parse(m_revision.toStdString());
    if (!m_card || !revision)
        return;
    preload::JobOrder order{.repo = *m_repo, .revision = *revision};
    if (m_isByHand)
        order.choice.files = m_files.chosen();
    else
        order.choice = withPatterns(m_presets[std::size_t(m_preset->currentIndex())], m_patterns->text());
    order.isKeptCurrent = way == DownloadFooter::Way::EveryNight;
    if (order.isKeptCurrent)
        order.schedule = nightHours;
    m_footer->setWaiting();
    control::Operations &operations = m_context.control.operations();
    operations.addJob(order, later<preload::JobId>(this, [this, way](const Result<preload::JobId> &answer) {
                          if (!answer) {
                              m_footer->setRefused(sentenceFor(answer.error().code), detailOf(answer.error()));
                              return;
                          }
                          m_job = *answer;
                          m_wasDone = false;
                          m_footer->setTaken();
                          if (way == DownloadFooter::Way::Now)
                              m_context.control.operations().changeJob(*answer, {.position = 0}, [](auto) {});
                      }));
}

void ModelCard::show(const control::Snapshot &snapshot)
{
    m_head->refresh();
    if (!m_job)
        return;
    const auto job = std::ranges::find(*snapshot.jobs, *m_job, &preload::Job::id);
    if (job == snapshot.jobs->end())
        return;
    m_footer->showJob(*job);
    const bool isDone = job->state == preload::JobState::Done;
    if (isDone && !std::exchange(m_wasDone, true))
        m_question.ask(*m_repo, m_revision.toStdString()); // what is here now
}

void ModelCard::retranslate()
{
    if (!m_repo)
        m_empty->setTexts(tr("Choose a model to see its files."));
    else if (m_error && (m_error->code == ErrorCode::GatedRepo || m_error->code == ErrorCode::AccessDenied))
        m_empty->setTexts(sentenceFor(m_error->code), tr("Add token"));
    else if (m_error)
        m_empty->setTexts(sentenceFor(m_error->code), tr("Try again"));
    else
        m_empty->setTexts(tr("Reading the file list of %1…").arg(QString::fromStdString(m_repo->id.text())));
    m_revisions->setAccessibleName(tr("Revision"));
    m_preset->setAccessibleName(tr("Which files"));
    m_patterns->setPlaceholderText(tr("Glob"));
    m_patterns->setAccessibleName(tr("Only files whose names fit"));
    m_patterns->setToolTip(tr("For example *.json tokenizer*"));
    m_tree->setAccessibleName(tr("Files"));
    m_tree->setColumnWidth(FileTreeModel::Size, 96);
    m_tree->setColumnWidth(FileTreeModel::Cached, 112);
    m_head->retranslate();
    m_footer->retranslate();
    m_files.retranslate();
    if (m_card)
        showPresets();
}

} // namespace mirrorlake::ui
