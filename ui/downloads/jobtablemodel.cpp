#include "ui/downloads/jobtablemodel.h"

#include "ui/downloads/jobtext.h"
#include "ui/format/format.h"
#include "ui/format/tiptext.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = "#", .least = 48},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobTableModel", "Repo")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobTableModel", "State"), .least = 250},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobTableModel", "Progress"), .least = 186},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobTableModel", "Speed"), .side = Qt::AlignRight, .least = 92},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::JobTableModel", "Time left"), .side = Qt::AlignRight, .least = 92},
};
static_assert(std::size(tableColumns) == JobTableModel::ColumnCount);

} // namespace

void JobTableModel::update(std::vector<preload::Job> jobs)
{
    std::ranges::sort(jobs, JobBefore());
    bringTo(std::move(jobs));
}

std::span<const TableColumn> JobTableModel::columns() const
{
    return tableColumns;
}

QVariant JobTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const preload::Job &job = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(job, index.column());
    case Qt::ToolTipRole:
        return index.column() == State ? tipText(wholeReasonOf(job)) : QString();
    case Qt::AccessibleTextRole:
        return index.column() == Repo ? spoken(job) : text(job, index.column());
    case SortRole:
        return sortValue(job, index.column());
    case SecondLineRole:
        return secondLine(job, index.column());
    case IconRole:
        return index.column() == State ? stateTextOf(job).icon : QString();
    case ToneRole:
        return int(stateTextOf(job).tone);
    case ShareRole:
        return shareOf(job);
    case JobIdRole:
        return qint64(job.id);
    default:
        return KeyedRows::data(index, role);
    }
}

QString JobTableModel::text(const preload::Job &job, int column)
{
    switch (Column(column)) {
    case Place:
        return preload::isOver(job.state) ? Format::none() : Format::count(job.position + 1);
    case Repo:
        return titleOf(job);
    case State:
        return stateTextOf(job).word;
    case Progress:
        return progressOf(job);
    case Speed:
        return preload::isRunning(job.state) ? Format::rate(job.bytesPerSecond) : Format::none();
    case TimeLeft:
        return job.secondsLeft >= 0 && preload::isRunning(job.state) ? Format::duration(job.secondsLeft)
                                                                     : Format::none();
    case ColumnCount:
        break;
    }
    return {};
}

QString JobTableModel::secondLine(const preload::Job &job, int column)
{
    switch (Column(column)) {
    case Repo:
        return detailOf(job);
    case State:
        return stateTextOf(job).reason;
    case Progress:
        return job.bytes > 0 ? Format::wholePercent(shareOf(job)) : QString();
    default:
        return {};
    }
}

QVariant JobTableModel::sortValue(const preload::Job &job, int column)
{
    switch (Column(column)) {
    case Place:
        return (preload::isOver(job.state) ? 1'000'000 : 0) + job.position;
    case Repo:
        return titleOf(job).toLower();
    case State:
        return int(job.state);
    case Progress:
        return shareOf(job);
    case Speed:
        return job.bytesPerSecond;
    case TimeLeft:
        return qint64(job.secondsLeft);
    case ColumnCount:
        break;
    }
    return {};
}

QString JobTableModel::spoken(const preload::Job &job)
{
    return tr("%1, %2: %3, %4, speed %5, time left %6.")
        .arg(titleOf(job), detailOf(job), text(job, State), text(job, Progress), text(job, Speed), text(job, TimeLeft));
}

} // namespace mirrorlake::ui
