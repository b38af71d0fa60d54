#include "fill/partmap.h"

#include "base/bytes.h"

#include <algorithm>

namespace mirrorlake::fill {

namespace {

constexpr std::int64_t mostCells = 480;

struct Cell
{
    std::int64_t here = 0;
    bool isInFlight = false;
};

class Cells
{
public:
    Cells(std::int64_t size, std::int64_t cellBytes)
        : m_size(size), m_cellBytes(cellBytes), m_cells(static_cast<std::size_t>((size + cellBytes - 1) / cellBytes))
    {}

    ByteRange rangeOf(std::size_t index) const
    {
        const std::int64_t begin = static_cast<std::int64_t>(index) * m_cellBytes;
        return {begin, std::min(begin + m_cellBytes, m_size)};
    }

    void add(ByteRange bytes)
    {
        each(bytes, [this, bytes](std::size_t index, Cell &cell) {
            const ByteRange whole = rangeOf(index);
            cell.here += std::min(bytes.end, whole.end) - std::max(bytes.begin, whole.begin);
        });
    }
    void fetch(ByteRange bytes)
    {
        each(bytes, [](std::size_t, Cell &cell) { cell.isInFlight = true; });
    }

    std::string letters(const PartFacts &facts) const
    {
        std::string letters;
        letters.reserve(m_cells.size());
        for (std::size_t index = 0; index < m_cells.size(); ++index)
            letters.push_back(letterOf(m_cells[index], rangeOf(index), facts));
        return letters;
    }

private:
    template<typename Visit>
    void each(ByteRange bytes, Visit visit)
    {
        if (bytes.isEmpty())
            return;
        const auto last = static_cast<std::size_t>((std::min(bytes.end, m_size) - 1) / m_cellBytes);
        for (auto index = static_cast<std::size_t>(bytes.begin / m_cellBytes); index <= last; ++index)
            visit(index, m_cells[index]);
    }

    static char letterOf(const Cell &cell, ByteRange range, const PartFacts &facts)
    {
        if (cell.here >= range.length())
            return range.end <= facts.hashedEnd ? 'h' : 'r';
        if (cell.isInFlight)
            return static_cast<char>('0' + cell.here * 10 / range.length());
        return facts.isMending ? 'x' : '-';
    }

    const std::int64_t m_size;
    const std::int64_t m_cellBytes;
    std::vector<Cell> m_cells;
};

} // namespace

PartMap partMapOf(const PartFacts &facts)
{
    const std::int64_t cellBytes = std::max(mebibytes(16).count, (facts.size + mostCells - 1) / mostCells);
    Cells cells(facts.size, cellBytes);
    for (const IntervalSet *set : {&facts.present, &facts.held}) {
        for (const ByteRange &range : set->ranges())
            cells.add(range);
    }
    for (const auto &[id, chunk] : facts.inFlight)
        cells.fetch({chunk.position, chunk.range.end});
    return {cellBytes, cells.letters(facts)};
}

} // namespace mirrorlake::fill
