#include "ui/models/cachedfilter.h"

#include "ui/models/cachedmodel.h"

namespace mirrorlake::ui {

namespace {

constexpr std::int64_t week = std::int64_t{7} * 24 * 3600;

} // namespace

CachedFilter::CachedFilter(const CachedModel &model, QObject *parent) : SortMarkProxy(parent), m_model(model) {}

void CachedFilter::setSegment(Segment segment)
{
    m_segment = segment;
    invalidateFilter();
}

void CachedFilter::setWords(const QString &words)
{
    m_words = words.trimmed();
    invalidateFilter();
}

int CachedFilter::countOf(Segment segment) const
{
    int count = 0;
    for (int row = 0; row < m_model.rowCount(); ++row)
        count += isIn(segment, row) ? 1 : 0;
    return count;
}

bool CachedFilter::isIn(Segment segment, int row) const
{
    const library::HeldRepo &repo = m_model.rows()[std::size_t(row)];
    switch (segment) {
    case Pinned:
        return repo.held.pinned != library::Pinned::No;
    case Unused:
        return repo.held.lastUsedAt < m_now - week;
    case All:
        break;
    }
    return true;
}

bool CachedFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (!isIn(m_segment, row))
        return false;
    if (m_words.isEmpty())
        return true;
    const library::HeldRepo &repo = m_model.rows()[std::size_t(row)];
    return QString::fromStdString(repo.repo.id.text()).contains(m_words, Qt::CaseInsensitive) ||
           revisionsText(repo).contains(m_words, Qt::CaseInsensitive);
}

bool CachedFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const library::HeldRepo &a = m_model.rows()[std::size_t(left.row())];
    const library::HeldRepo &b = m_model.rows()[std::size_t(right.row())];
    switch (CachedModel::Column(left.column())) {
    case CachedModel::Pin:
        return a.held.pinned < b.held.pinned;
    case CachedModel::Revisions:
        return a.revisions.size() < b.revisions.size();
    case CachedModel::Size:
        return a.held.bytes < b.held.bytes;
    case CachedModel::LastUsed:
        return a.held.lastUsedAt < b.held.lastUsedAt;
    case CachedModel::Hits:
        return a.hits < b.hits;
    case CachedModel::Shared:
        return a.sharedBytes < b.sharedBytes;
    case CachedModel::State:
        return std::pair(a.isGone, a.isGated) < std::pair(b.isGone, b.isGated);
    default:
        return a.repo.id < b.repo.id;
    }
}

} // namespace mirrorlake::ui
