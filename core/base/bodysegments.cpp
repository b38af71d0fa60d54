#include "base/bodysegments.h"

namespace mirrorlake {

ListedSegments::ListedSegments(std::vector<BodySegment> segments) : m_segments(std::move(segments))
{
    for (const BodySegment &segment : m_segments)
        m_length += segment.length();
}

std::optional<BodySegment> ListedSegments::next()
{
    if (m_next == m_segments.size())
        return std::nullopt;
    return std::move(m_segments[m_next++]);
}

} // namespace mirrorlake
