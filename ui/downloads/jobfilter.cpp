#include "ui/downloads/jobfilter.h"

#include "ui/downloads/jobtablemodel.h"
#include "ui/downloads/jobtext.h"

namespace mirrorlake::ui {

void JobFilter::setSegment(Segment segment)
{
    m_segment = segment;
    invalidateFilter();
}

void JobFilter::setWords(const QString &words)
{
    m_words = words.trimmed();
    invalidateFilter();
}

int JobFilter::countOf(Segment segment) const
{
    int count = 0;
    for (const preload::Job &job : static_cast<const JobTableModel *>(sourceModel())->rows())
        count += isIn(segment, job.state) ? 1 : 0;
    return count;
}

bool JobFilter::isIn(Segment segment, preload::JobState state)
{
    switch (segment) {
    case All:
        return true;
    case Active:
        return preload::isRunning(state);
    case Waiting:
        return !preload::isRunning(state) && !preload::isOver(state);
    case Done:
        return state == preload::JobState::Done;
    case Failed:
        break;
    }
    return state == preload::JobState::Failed;
}

bool JobFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const preload::Job &job = static_cast<const JobTableModel *>(sourceModel())->rows()[std::size_t(row)];
    return isIn(m_segment, job.state) && titleOf(job).contains(m_words, Qt::CaseInsensitive);
}

} // namespace mirrorlake::ui
