// Rows that are sorted by a key that never changes: brings the rows of a table model up to a new state by telling only
// what changed, in spans, so that selection and scroll position hold. A mix-in for models. Thread: GUI.
#pragma once

#include "ui/parts/columnedmodel.h"

#include <algorithm>
#include <vector>

namespace mirrorlake::ui {

/// Before is a stateless order of the rows by their key. Row has operator==.
template<typename Row, typename Before>
class KeyedRows : public ColumnedModel
{
public:
    using ColumnedModel::ColumnedModel;

    const std::vector<Row> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }

protected:
    /// next is sorted.
    void bringTo(std::vector<Row> next)
    {
        removeMissing(next);
        insertNew(next);
        changeRest(std::move(next));
    }

private:
    void removeMissing(const std::vector<Row> &next)
    {
        const auto isMissing = [&](const Row &row) { return !std::ranges::binary_search(next, row, Before()); };
        for (int last = int(m_rows.size()) - 1; last >= 0; --last) {
            if (!isMissing(m_rows[std::size_t(last)]))
                continue;
            int first = last;
            while (first > 0 && isMissing(m_rows[std::size_t(first - 1)]))
                --first;
            beginRemoveRows({}, first, last);
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
            endRemoveRows();
            last = first;
        }
    }

    void insertNew(const std::vector<Row> &next)
    {
        for (std::size_t i = 0; i < next.size(); ++i) {
            std::size_t end = i;
            const auto isNew = [&](std::size_t at) {
                return at < next.size() && (i >= m_rows.size() || Before()(next[at], m_rows[i]));
            };
            while (isNew(end))
                ++end;
            if (end == i)
                continue;
            beginInsertRows({}, int(i), int(end) - 1);
            m_rows.insert(m_rows.begin() + std::ptrdiff_t(i), next.begin() + std::ptrdiff_t(i),
                          next.begin() + std::ptrdiff_t(end));
            endInsertRows();
            i = end - 1;
        }
    }

    void changeRest(std::vector<Row> next)
    {
        m_rows.swap(next);
        const std::vector<Row> &old = next;
        for (std::size_t first = 0; first < m_rows.size(); ++first) {
            std::size_t end = first;
            while (end < m_rows.size() && !(m_rows[end] == old[end]))
                ++end;
            if (end == first)
                continue;
            emit dataChanged(index(int(first), 0), index(int(end) - 1, columnCount() - 1));
            first = end;
        }
    }

    std::vector<Row> m_rows;
};

} // namespace mirrorlake::ui
