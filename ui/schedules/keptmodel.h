// What is kept current: when each was looked at, what changed then, when it is looked at next. Sorted by number; sort
// roles are numbers. Thread: GUI.
#pragma once

#include "ui/parts/keyedrows.h"
#include "ui/schedules/nextrun.h"

namespace mirrorlake::ui {

struct KeptRow
{
    preload::Job job;
    std::int64_t next = 0; ///< unix seconds; 0: at work, or it waits for somebody

    bool operator==(const KeptRow &) const = default;
};

struct KeptBefore
{
    bool operator()(const KeptRow &a, const KeptRow &b) const { return a.job.id < b.job.id; }
};

class KeptModel final : public KeyedRows<KeptRow, KeptBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Repo,
        Hours,
        LastLook,
        Changed,
        NextLook,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;

    using KeyedRows::KeyedRows;

    void update(const std::vector<preload::Job> &jobs, const Schedule &ofSettings, std::int64_t interval,
                std::int64_t now);

    std::span<const TableColumn> columns() const override;
    QString widestText(int column) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString text(const KeptRow &row, int column) const;

    std::int64_t m_now = 0;
};

/// "tonight", as people say it: "today 22:00", "tomorrow 02:00", or "now".
QString momentText(std::int64_t at, std::int64_t now);

} // namespace mirrorlake::ui
