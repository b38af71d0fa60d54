#include "fill/intervalset.h"

#include <algorithm>
#include <iterator>

namespace mirrorlake::fill {

void IntervalSet::add(ByteRange range)
{
    if (range.isEmpty())
        return;
    auto next = m_ends.upper_bound(range.begin);
    if (next != m_ends.begin() && std::prev(next)->second >= range.begin)
        --next;
    while (next != m_ends.end() && next->first <= range.end) {
        range.begin = std::min(range.begin, next->first);
        range.end = std::max(range.end, next->second);
        m_count -= next->second - next->first;
        next = m_ends.erase(next);
    }
    m_ends.emplace_hint(next, range.begin, range.end);
    m_count += range.length();
}

void IntervalSet::remove(ByteRange range)
{
    if (range.isEmpty())
        return;
    auto next = m_ends.upper_bound(range.begin);
    if (next != m_ends.begin() && std::prev(next)->second > range.begin)
        --next;
    while (next != m_ends.end() && next->first < range.end) {
        const ByteRange run{next->first, next->second};
        m_count -= run.length();
        next = m_ends.erase(next);
        if (run.begin < range.begin)
            m_ends.emplace(run.begin, range.begin);
        if (run.end > range.end)
            next = m_ends.emplace(range.end, run.end).first;
        m_count += std::max<std::int64_t>(0, range.begin - run.begin) + std::max<std::int64_t>(0, run.end - range.end);
    }
}

void IntervalSet::clear()
{
    m_ends.clear();
    m_count = 0;
}

bool IntervalSet::contains(ByteRange range) const
{
    return range.isEmpty() || endOfRun(range.begin) >= range.end;
}

std::int64_t IntervalSet::endOfRun(std::int64_t position) const
{
    const auto next = m_ends.upper_bound(position);
    if (next == m_ends.begin())
        return position;
    return std::max(position, std::prev(next)->second);
}

std::optional<ByteRange> IntervalSet::firstGap(ByteRange within) const
{
    const std::int64_t begin = endOfRun(within.begin);
    if (begin >= within.end)
        return std::nullopt;
    const auto next = m_ends.upper_bound(begin);
    return ByteRange{begin, next == m_ends.end() ? within.end : std::min(within.end, next->first)};
}

std::vector<ByteRange> IntervalSet::ranges() const
{
    std::vector<ByteRange> all;
    all.reserve(m_ends.size());
    for (const auto &[begin, end] : m_ends)
        all.push_back({begin, end});
    return all;
}

} // namespace mirrorlake::fill
