#include "ui/schedules/schedulespanel.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/parts/plaindelegate.h"
#include "ui/parts/tablelook.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QTimeEdit>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastRowHeight = 34;
constexpr QStringView timeForm = u"HH:mm";

} // namespace

SchedulesPanel::SchedulesPanel(const Context &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_title(makeLabel("cardTitle", this)), m_isBound(new QCheckBox(this)),
      m_from(new QTimeEdit(QTime(22, 0), this)), m_to(makeLabel("", this)), m_until(new QTimeEdit(QTime(6, 0), this)),
      m_apply(makeButton("primary", {}, this)), m_next(makeSentence("muted", this)), m_stack(new QStackedWidget(this)),
      m_table(new QTableView(this)), m_empty(new EmptyState(context.theme, u"schedule"_s, this)),
      m_lookNow(makeButton("", context.theme.icon(u"retry"_s), this)),
      m_takeHours(makeButton("", context.theme.icon(u"schedule"_s), this)),
      m_letGo(makeButton("", context.theme.icon(u"close"_s), this)), m_note(makeSentence("help", this))
{
    setObjectName(u"schedulesPanel"_s);
    m_sorted.setSourceModel(&m_kept);
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeHours());
    layout->addWidget(makeList(), 1);
    layout->addWidget(m_note);
    m_note->setObjectName(u"schedulesNote"_s);
    m_note->hide();
    readSettings();
    retranslate();
}

QWidget *SchedulesPanel::makeHours()
{
    m_isBound->setObjectName(u"hoursBox"_s);
    m_from->setObjectName(u"hoursFrom"_s);
    m_until->setObjectName(u"hoursUntil"_s);
    m_apply->setObjectName(u"applyHoursButton"_s);
    m_next->setObjectName(u"nextRun"_s);
    for (QTimeEdit *edit : {m_from, m_until})
        edit->setDisplayFormat(timeForm.toString());
    QFrame *card = makeCard(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_isBound);
    row->addWidget(m_from);
    row->addWidget(m_to);
    row->addWidget(m_until);
    row->addWidget(m_apply);
    row->addStretch();
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 12, 16, 14);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addLayout(row);
    layout->addWidget(m_next);
    const auto edited = [this] {
        m_from->setEnabled(m_isBound->isChecked());
        m_until->setEnabled(m_isBound->isChecked());
        m_apply->setEnabled(chosenHours().toStdString() != m_hours.text());
    };
    connect(m_isBound, &QCheckBox::toggled, this, edited);
    connect(m_from, &QTimeEdit::timeChanged, this, edited);
    connect(m_until, &QTimeEdit::timeChanged, this, edited);
    connect(m_apply, &QPushButton::clicked, this, &SchedulesPanel::applyHours);
    return card;
}

QWidget *SchedulesPanel::makeList()
{
    m_lookNow->setObjectName(u"lookNowButton"_s);
    m_takeHours->setObjectName(u"takeHoursButton"_s);
    m_letGo->setObjectName(u"letGoButton"_s);
    QFrame *card = makeCard(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *verbs = new QHBoxLayout;
    verbs->setContentsMargins(16, 10, 16, 10);
    verbs->setSpacing(8);
    verbs->addWidget(m_lookNow);
    verbs->addWidget(m_takeHours);
    verbs->addWidget(m_letGo);
    verbs->addStretch();
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 4, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeLine(Qt::Horizontal, card));
    layout->addLayout(verbs);
    connect(m_empty, &EmptyState::actionChosen, this, &SchedulesPanel::searchWanted);
    connect(m_lookNow, &QPushButton::clicked, this, [this] {
        if (const preload::Job *job = chosen())
            m_context.control.operations().commandJob(job->id, preload::JobCommand::Retry, answerShown<void>());
    });
    connect(m_takeHours, &QPushButton::clicked, this, [this] {
        if (const preload::Job *job = chosen())
            m_context.control.operations().changeJob(job->id, {.schedule = chosenHours().toStdString()},
                                                     answerShown<void>());
    });
    connect(m_letGo, &QPushButton::clicked, this, [this] {
        if (const preload::Job *job = chosen())
            m_context.control.operations().changeJob(job->id, {.isKeptCurrent = false}, answerShown<void>());
    });
    return card;
}

void SchedulesPanel::buildTable()
{
    m_table->setObjectName(u"keptTable"_s);
    m_sorted.setSortRole(KeptModel::SortRole);
    m_table->setModel(&m_sorted);
    m_table->setItemDelegate(new PlainDelegate(m_context.theme, m_table));
    giveTableLook(*m_table, leastRowHeight, 1, 12);
    m_table->horizontalHeader()->setSectionResizeMode(KeptModel::Repo, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(KeptModel::Changed, QHeaderView::Stretch);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(KeptModel::NextLook, Qt::AscendingOrder);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SchedulesPanel::showVerbs);
}

void SchedulesPanel::readSettings()
{
    const settings::PreloadSettings preload = m_context.control.settings().preload;
    m_interval = preload.updateInterval.count();
    m_hours = Schedule::parse(preload.schedule).value_or(Schedule());
    m_isBound->setChecked(!m_hours.isAlways());
    const QStringList ends = QString::fromStdString(m_hours.text()).split(u'-');
    if (ends.size() == 2) {
        m_from->setTime(QTime::fromString(ends[0], timeForm.toString()));
        m_until->setTime(QTime::fromString(ends[1], timeForm.toString()));
    }
    m_from->setEnabled(m_isBound->isChecked());
    m_until->setEnabled(m_isBound->isChecked());
    m_apply->setEnabled(false);
}

QString SchedulesPanel::chosenHours() const
{
    if (!m_isBound->isChecked() || m_from->time() == m_until->time())
        return {};
    return m_from->time().toString(timeForm) + u'-' + m_until->time().toString(timeForm);
}

void SchedulesPanel::applyHours()
{
    m_context.control.changeSettings(
        {{"preload.schedule", chosenHours().toStdString()}},
        later<control::SettingsOutcome>(this, [this](const Result<control::SettingsOutcome> &answer) {
            answerShown<control::SettingsOutcome>()(answer);
            if (answer)
                readSettings();
            showNext();
        }));
}

template<typename T>
std::function<void(Result<T>)> SchedulesPanel::answerShown()
{
    return later<T>(this, [this](const Result<T> &answer) {
        m_note->setVisible(!answer);
        if (answer)
            return;
        setTone(m_note, "error");
        m_note->setText(sentenceFor(answer.error().code));
        m_note->setToolTip(detailOf(answer.error()));
    });
}

void SchedulesPanel::show(const control::Snapshot &snapshot)
{
    m_now = unixSeconds(m_context.clock.wall());
    if (!m_apply->isEnabled())
        readSettings(); // they may have been changed elsewhere
    m_kept.update(*snapshot.jobs, m_hours, m_interval, m_now);
    m_stack->setCurrentWidget(m_kept.rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    showNext();
    showVerbs();
}

void SchedulesPanel::showNext()
{
    const std::int64_t next = nextOpen(m_hours, m_now);
    QString sentence;
    if (m_hours.isAlways())
        sentence = tr("Downloads of the queue run at any hour.");
    else if (next <= m_now)
        sentence = tr("Downloads of the queue run now, and every day %1.").arg(QString::fromStdString(m_hours.text()));
    else
        sentence = tr("Downloads of the queue run next %1, in %2.")
                       .arg(momentText(next, m_now), Format::duration(next - m_now));
    m_next->setText(sentence);
}

const preload::Job *SchedulesPanel::chosen() const
{
    const QModelIndex row = m_sorted.mapToSource(m_table->currentIndex());
    return row.isValid() ? &m_kept.rows()[std::size_t(row.row())].job : nullptr;
}

void SchedulesPanel::showVerbs()
{
    const preload::Job *job = chosen();
    m_lookNow->setEnabled(job && preload::isOver(job->state));
    m_takeHours->setEnabled(job != nullptr);
    m_letGo->setEnabled(job != nullptr);
}

void SchedulesPanel::retranslate()
{
    m_title->setText(tr("Hours of the queue"));
    m_isBound->setText(tr("Fetch ahead only from"));
    m_isBound->setAccessibleName(tr("Fetch ahead only in these hours"));
    m_from->setAccessibleName(tr("From"));
    m_to->setText(tr("to"));
    m_until->setAccessibleName(tr("Until"));
    setButtonText(m_apply, tr("Apply"));
    setButtonText(m_lookNow, tr("Look now"));
    setButtonText(m_takeHours, tr("Use the hours above"));
    setButtonText(m_letGo, tr("Keep current no more"));
    m_letGo->setToolTip(tr("What is here stays; newer files are not looked for any more"));
    m_empty->setTexts(tr("Nothing is kept current. Choose a model and press Every night."), tr("Search models"));
    m_table->setAccessibleName(tr("What is kept current"));
    m_kept.retranslate();
    fitColumns(*m_table, m_kept);
    showNext();
}

} // namespace mirrorlake::ui
