#include "ui/wanted/wantedpanel.h"

#include "base/clock.h"
#include "control/control.h"
#include "sweep/pin.h"
#include "ui/format/errortext.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/parts/plaindelegate.h"
#include "ui/parts/repoactions.h"
#include "ui/parts/tablelook.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <map>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::int64_t secondsPerLook = 3;
constexpr std::size_t mostRows = 5000;

/// One order for all chosen files of a revision; of a list of files, everything.
std::vector<preload::JobOrder> ordersFor(const std::vector<catalog::Wanted> &chosen)
{
    std::map<std::pair<std::string, std::string>, preload::JobOrder> orders;
    std::map<std::pair<std::string, std::string>, bool> isWhole;
    for (const catalog::Wanted &one : chosen) {
        const std::pair key(one.repo.text(), one.revision.text());
        auto &order = orders.try_emplace(key, preload::JobOrder{one.repo, one.revision}).first->second;
        isWhole[key] = isWhole[key] || one.path.empty();
        if (!one.path.empty())
            order.choice.files.push_back(one.path);
    }
    std::vector<preload::JobOrder> list;
    for (auto &[key, order] : orders) {
        if (isWhole[key])
            order.choice.files.clear();
        list.push_back(std::move(order));
    }
    return list;
}

} // namespace

WantedPanel::WantedPanel(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_help(makeSentence("muted", this)), m_stack(new QStackedWidget(this)),
      m_table(new QTableView(this)), m_empty(new EmptyState(context.theme, u"ok"_s, this)),
      m_fetch(makeButton("primary", {}, this)), m_forget(makeButton("", context.theme.icon(u"close"_s), this)),
      m_note(makeSentence("help", this))
{
    setObjectName(u"wantedPanel"_s);
    m_sorted.setSourceModel(&m_wanted);
    build();
    retranslate();
    showVerbs();
}

void WantedPanel::build()
{
    buildTable();
    m_fetch->setObjectName(u"fetchWantedButton"_s);
    m_forget->setObjectName(u"forgetWantedButton"_s);
    m_note->setObjectName(u"wantedNote"_s);
    m_note->hide();
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->setCurrentWidget(m_empty);
    QFrame *card = makeCard(this);
    auto *verbs = new QHBoxLayout;
    verbs->setContentsMargins(16, 10, 16, 10);
    verbs->setSpacing(8);
    verbs->addWidget(m_fetch);
    verbs->addWidget(m_forget);
    verbs->addStretch();
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 4, 1, 1);
    inside->setSpacing(0);
    inside->addWidget(m_stack, 1);
    inside->addWidget(makeLine(Qt::Horizontal, card));
    inside->addLayout(verbs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_help);
    layout->addWidget(card, 1);
    layout->addWidget(m_note);
    connect(m_fetch, &QPushButton::clicked, this, &WantedPanel::fetch);
    connect(m_forget, &QPushButton::clicked, this, &WantedPanel::forget);
}

void WantedPanel::buildTable()
{
    m_table->setObjectName(u"wantedTable"_s);
    m_sorted.setSortRole(WantedModel::SortRole);
    m_table->setModel(&m_sorted);
    m_table->setItemDelegate(new PlainDelegate(m_context.theme, m_table));
    giveTableLook(*m_table, 32, 1, 12);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->horizontalHeader()->setSectionResizeMode(WantedModel::Repo, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(WantedModel::File, QHeaderView::Stretch);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(WantedModel::LastAsked, Qt::DescendingOrder);
    new RepoActions(m_context, m_table, [this]() -> std::optional<RepoActions::Repo> {
        const auto wanted = chosen();
        if (wanted.empty())
            return std::nullopt;
        return RepoActions::Repo{wanted.front().repo, QString::fromStdString(wanted.front().revision.text())};
    });
    connect(m_table, &QTableView::activated, this, &WantedPanel::openCard);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &WantedPanel::showVerbs);
}

void WantedPanel::show(const control::Snapshot &snapshot)
{
    m_canFetch = snapshot.state == control::MirrorState::Serving;
    const std::int64_t now = unixSeconds(m_context.clock.wall());
    if (m_canFetch && (now >= m_askedAt + secondsPerLook || now < m_askedAt))
        ask();
    showVerbs();
}

void WantedPanel::ask()
{
    m_askedAt = unixSeconds(m_context.clock.wall());
    const std::uint64_t question = ++m_question;
    m_context.control.operations().upkeep(
        {.verb = control::UpkeepVerb::Wanted, .limit = mostRows},
        later<control::UpkeepAnswer>(this, [this, question](const Result<control::UpkeepAnswer> &answer) {
            if (!answer || question != m_question)
                return;
            m_wanted.update(answer->wanted, unixSeconds(m_context.clock.wall()));
            m_stack->setCurrentWidget(m_wanted.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
            showVerbs();
        }));
}

std::vector<catalog::Wanted> WantedPanel::chosen() const
{
    std::vector<catalog::Wanted> chosen;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows())
        chosen.push_back(m_wanted.rows()[std::size_t(m_sorted.mapToSource(row).row())].wanted);
    return chosen;
}

void WantedPanel::fetch()
{
    for (const preload::JobOrder &order : ordersFor(chosen()))
        m_context.control.operations().addJob(
            order, later<preload::JobId>(this, [this](const Result<preload::JobId> &answer) {
                if (answer)
                    say(tr("The download is in the queue; what came leaves this list by itself."), {}, "");
                else
                    say(sentenceFor(answer.error().code), detailOf(answer.error()), "error");
            }));
}

void WantedPanel::forget()
{
    for (const catalog::Wanted &one : chosen())
        forgetOne(one);
    ask();
}

void WantedPanel::forgetOne(const catalog::Wanted &wanted)
{
    const sweep::Pin named{sweep::nameOf(wanted.repo), wanted.revision.text(), wanted.path};
    m_context.control.operations().upkeep(
        {.verb = control::UpkeepVerb::ForgetWanted, .text = named.text()},
        later<control::UpkeepAnswer>(this, [this](const Result<control::UpkeepAnswer> &answer) {
            if (!answer)
                say(sentenceFor(answer.error().code), detailOf(answer.error()), "error");
        }));
}

void WantedPanel::openCard(const QModelIndex &index)
{
    const catalog::Wanted &wanted = m_wanted.rows()[std::size_t(m_sorted.mapToSource(index).row())].wanted;
    emit cardWanted(wanted.repo, QString::fromStdString(wanted.revision.text()));
}

void WantedPanel::showVerbs()
{
    const bool isChosen = m_table->selectionModel()->hasSelection();
    m_fetch->setEnabled(isChosen && m_canFetch);
    m_forget->setEnabled(isChosen && m_canFetch);
}

void WantedPanel::say(const QString &sentence, const QString &detail, const char *tone)
{
    setTone(m_note, tone);
    m_note->setText(sentence);
    m_note->setToolTip(detail);
    m_note->show();
}

void WantedPanel::retranslate()
{
    m_help->setText(
        tr("Clients asked for these while the Hub could not be asked, and did not get them. What comes later "
           "leaves the list by itself."));
    m_empty->setTexts(tr("Nothing was asked for in vain."), {});
    m_table->setAccessibleName(tr("What was asked for in vain"));
    setButtonText(m_fetch, tr("Download"));
    setButtonText(m_forget, tr("Forget"));
    m_wanted.retranslate();
    fitColumns(*m_table, m_wanted);
}

} // namespace mirrorlake::ui
