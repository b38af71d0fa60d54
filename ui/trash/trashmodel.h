// What lies in the trash, sorted by hash; changes arrive as coalesced spans, sort roles are numbers. Thread: GUI.
#pragma once

#include "ui/parts/keyedrows.h"
#include "ui/trash/trashrow.h"

namespace mirrorlake::ui {

struct TrashBefore
{
    bool operator()(const TrashRow &a, const TrashRow &b) const { return a.hash < b.hash; }
};

class TrashModel final : public KeyedRows<TrashRow, TrashBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        What,
        Size,
        Went,
        Why,
        Until,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;

    using KeyedRows::KeyedRows;

    /// Sorted by hash; now is unix seconds.
    void update(std::vector<TrashRow> rows, qint64 now);
    qint64 bytes() const;

    std::span<const TableColumn> columns() const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString text(const TrashRow &row, int column) const;
    QString tip(const TrashRow &row, int column) const;

    qint64 m_now = 0;
};

} // namespace mirrorlake::ui
