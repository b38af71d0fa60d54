#include "ui/schedules/keptmodel.h"

#include "sweep/pin.h"
#include "ui/downloads/jobtext.h"
#include "ui/format/format.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::KeptModel", "Repo")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::KeptModel", "Hours"), .widest = u"22:00-06:00  "},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::KeptModel", "Last looked"), .side = Qt::AlignRight, .widest = u""},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::KeptModel", "What changed")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::KeptModel", "Next"), .side = Qt::AlignRight, .widest = u""},
};
static_assert(std::size(tableColumns) == KeptModel::ColumnCount);

} // namespace

QString momentText(std::int64_t at, std::int64_t now)
{
    if (at <= now)
        return KeptModel::tr("now");
    const QString time = Format::timeOfDay(at);
    const qint64 days = QDateTime::fromSecsSinceEpoch(now).date().daysTo(QDateTime::fromSecsSinceEpoch(at).date());
    return days == 0   ? KeptModel::tr("today %1").arg(time)
           : days == 1 ? KeptModel::tr("tomorrow %1").arg(time)
                       : Format::date(at) + u' ' + time;
}

void KeptModel::update(const std::vector<preload::Job> &jobs, const Schedule &ofSettings, std::int64_t interval,
                       std::int64_t now)
{
    m_now = now;
    std::vector<KeptRow> next;
    for (const preload::Job &job : jobs) {
        if (job.isKeptCurrent)
            next.push_back({job, nextLook(job, ofSettings, interval, now)});
    }
    std::ranges::sort(next, KeptBefore());
    bringTo(std::move(next));
}

std::span<const TableColumn> KeptModel::columns() const
{
    return tableColumns;
}

QString KeptModel::widestText(int column) const
{
    constexpr std::int64_t day = 86'400;
    return column == LastLook   ? Format::ago(1, 1 + 300 * day)
           : column == NextLook ? QString(momentText(2 * day, day + 1) + u"  "_s)
                                : KeyedRows::widestText(column);
}

QVariant KeptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const KeptRow &row = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == LastLook && row.job.checkedAt > 0 ? Format::dateTime(row.job.checkedAt)
               : index.column() == NextLook && row.next > 0        ? Format::dateTime(row.next)
                                                                   : text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Repo
                   ? tr("%1, last looked %2, next %3, %4")
                         .arg(text(row, Repo), text(row, LastLook), text(row, NextLook), text(row, Changed))
                   : text(row, index.column());
    case SortRole:
        return index.column() == LastLook   ? QVariant(qint64(row.job.checkedAt))
               : index.column() == NextLook ? QVariant(qint64(row.next))
                                            : QVariant(text(row, index.column()));
    default:
        return KeyedRows::data(index, role);
    }
}

QString KeptModel::text(const KeptRow &row, int column) const
{
    switch (Column(column)) {
    case Repo:
        return QString::fromStdString(sweep::nameOf(row.job.repo) + '@' + row.job.revision.text());
    case Hours:
        return row.job.schedule.empty() ? tr("as set above") : QString::fromStdString(row.job.schedule);
    case LastLook:
        return row.job.checkedAt > 0 ? Format::ago(row.job.checkedAt, m_now) : tr("not yet");
    case Changed:
        return row.job.note.isEmpty() ? tr("nothing yet") : noteTextOf(row.job.note);
    case NextLook:
        return row.next > 0 ? momentText(row.next, m_now) : stateTextOf(row.job).word;
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace mirrorlake::ui
