#include "ui/settings/evictionextra.h"

#include "base/clock.h"
#include "control/control.h"
#include "settings/fieldvalue.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/shell/actions.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int pauseMilliseconds = 300;
constexpr std::size_t mostItems = 5000;
constexpr std::size_t mostRows = 200;

struct RepoGoing
{
    QString repo;
    qint64 bytes = 0;
    qint64 lastUsedAt = 0;
    QString why;
};

QString reasonText(sweep::Reason reason)
{
    using enum sweep::Reason;
    switch (reason) {
    case SizeCap:
    case FreeSpace:
    case ByHand:
        return EvictionExtra::tr("first by what goes first");
    case Age:
        return EvictionExtra::tr("not used for too long");
    case HardAge:
        return EvictionExtra::tr("held for too long");
    case Unreferenced:
        return EvictionExtra::tr("of no known commit");
    case OldCommit:
        return EvictionExtra::tr("of an old commit");
    case Partial:
        return EvictionExtra::tr("never ended");
    }
    return {};
}

/// In the order in which their first file goes.
std::vector<RepoGoing> byRepo(const std::vector<sweep::SweptItem> &items)
{
    std::map<std::string, std::size_t> places;
    std::vector<RepoGoing> repos;
    for (const sweep::SweptItem &item : items) {
        const auto [place, isNew] = places.emplace(item.place.repo, repos.size());
        if (isNew)
            repos.push_back({QString::fromStdString(item.place.repo), 0, 0, reasonText(item.reason)});
        RepoGoing &repo = repos[place->second];
        repo.bytes += item.size;
        repo.lastUsedAt = std::max(repo.lastUsedAt, qint64(item.lastUsedAt));
    }
    return repos;
}

} // namespace

EvictionExtra::EvictionExtra(const Context &context, QWidget *parent)
    : SettingsExtra(parent), m_context(context), m_title(makeLabel("emphasis", this)),
      m_summary(makeSentence("help", this)), m_table(new QTableWidget(0, 4, this)), m_trash(makeLink(this))
{
    setObjectName(u"evictionExtra"_s);
    m_trash->setObjectName(u"evictionTrashLink"_s);
    m_summary->setObjectName(u"previewSummary"_s);
    m_table->setObjectName(u"previewTable"_s);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->setMinimumHeight(170);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->setSectionResizeMode(3, QHeaderView::ResizeToContents);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addWidget(m_table);
    layout->addWidget(m_trash, 0, Qt::AlignLeft);
    connect(m_trash, &QPushButton::clicked, context.actions.trash, &QAction::trigger);
    m_isServing = context.control.snapshot()->state == control::MirrorState::Serving;
    m_soon.setSingleShot(true);
    m_soon.setInterval(pauseMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, &EvictionExtra::ask);
    retranslate();
}

void EvictionExtra::setWanted(const settings::Settings &wanted)
{
    m_wanted = wanted;
    if (isVisible())
        m_soon.start();
}

void EvictionExtra::show(const control::Snapshot &snapshot)
{
    const bool isServing = snapshot.state == control::MirrorState::Serving;
    const std::int64_t held = snapshot.upkeep->eviction.heldBytes;
    const bool isOther = isServing != m_isServing || held != m_held;
    if (isServing != m_isServing) {
        m_isServing = isServing;
        m_hasAnswer = false;
        showBar();
    }
    m_held = held;
    if (isVisible() && (isOther || m_question == 0) && !m_soon.isActive())
        m_soon.start();
}

/// As they are typed, with spaces between.
std::string EvictionExtra::changes() const
{
    std::string words;
    for (const settings::Field &field : settings::fields()) {
        if (field.key.starts_with("eviction."))
            words += std::string(field.key) + '=' + settings::valueText(m_wanted, field) + ' ';
    }
    return words;
}

void EvictionExtra::ask()
{
    const std::uint64_t question = ++m_question;
    if (!m_isServing) {
        take(control::UpkeepAnswer());
        return;
    }
    control::UpkeepOrder order;
    order.verb = control::UpkeepVerb::Preview;
    order.text = changes();
    order.limit = mostItems;
    m_context.control.operations().upkeep(order,
                                          later<control::UpkeepAnswer>(this, [this, question](const auto &answer) {
                                              if (m_question == question)
                                                  take(answer);
                                          }));
}

void EvictionExtra::take(const Result<control::UpkeepAnswer> &answer)
{
    m_answer = answer.value_or(control::UpkeepAnswer());
    m_hasAnswer = true;
    setTone(m_summary, answer ? "" : "error");
    if (!answer)
        m_summary->setText(sentenceFor(answer.error().code));
    else
        showBar();
    showRows(m_answer.swept.items);
}

void EvictionExtra::showBar()
{
    const sweep::SweepResult &swept = m_answer.swept;
    if (!m_isServing) {
        m_summary->setText(tr("Start the mirror to see what would go."));
        return;
    }
    if (!m_hasAnswer) {
        m_summary->setText(tr("Counting what would go…"));
        return;
    }
    if (swept.freed == 0 && swept.missing == 0) {
        m_summary->setText(tr("Nothing has to go: %1 are held.").arg(Format::bytes(double(m_held))));
        return;
    }
    QString text = tr("%1 would go: %2 → %3. Nothing goes before you apply.")
                       .arg(Format::bytes(double(swept.freed)), Format::bytes(double(m_held)),
                            Format::bytes(double(m_held - swept.freed)));
    if (swept.missing > 0)
        text += u' ' + tr("%1 more cannot go: pinned, in use or too young.").arg(Format::bytes(double(swept.missing)));
    m_summary->setText(text);
}

void EvictionExtra::showRows(const std::vector<sweep::SweptItem> &items)
{
    std::vector<RepoGoing> repos = byRepo(items);
    if (repos.size() > mostRows)
        repos.resize(mostRows);
    const std::int64_t now = unixSeconds(m_context.clock.wall());
    m_table->setVisible(!repos.empty());
    m_table->setRowCount(int(repos.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const RepoGoing &repo = repos[std::size_t(row)];
        const QStringList texts{repo.repo.isEmpty() ? tr("files of no commit") : repo.repo,
                                Format::ago(repo.lastUsedAt, now), Format::bytes(double(repo.bytes)), repo.why};
        for (int column = 0; column < int(texts.size()); ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            item->setToolTip(texts.at(column));
            if (column == 2)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(row, column, item);
        }
    }
}

void EvictionExtra::retranslate()
{
    m_title->setText(tr("What would go with these settings"));
    setButtonText(m_trash, tr("What went before and can come back: trash…"));
    m_table->setAccessibleName(tr("What would go with these settings"));
    m_table->setHorizontalHeaderLabels({tr("Repo"), tr("Last used"), tr("Frees"), tr("Why")});
    m_table->horizontalHeaderItem(2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    showBar();
    showRows(m_answer.swept.items);
}

} // namespace mirrorlake::ui
