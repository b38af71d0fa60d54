// The traffic by client, repo or result as a table; sort roles are numbers. Thread: GUI.
#pragma once

#include "ui/parts/keyedrows.h"
#include "ui/traffic/breakdown.h"

namespace mirrorlake::ui {

class BreakdownModel final : public KeyedRows<BreakdownRow, BreakdownBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Requests,
        Bytes,
        FromCache,
        Hits,
        Joined,
        Misses,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;

    using KeyedRows::KeyedRows;

    void update(std::vector<BreakdownRow> rows) { bringTo(std::move(rows)); }
    /// What the names are; the head says it.
    void setBy(BreakdownBy by);

    std::span<const TableColumn> columns() const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    BreakdownBy m_by = BreakdownBy::Client;
};

} // namespace mirrorlake::ui
