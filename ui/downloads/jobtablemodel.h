// The queue of pre-downloads. Rows are kept by the number of their job, so a job keeps its row whatever its place in
// the queue; the place is the sort role of the first column. Thread: GUI.
#pragma once

#include "preload/job.h"
#include "ui/parts/keyedrows.h"

namespace mirrorlake::ui {

struct JobBefore
{
    bool operator()(const preload::Job &a, const preload::Job &b) const { return a.id < b.id; }
};

class JobTableModel final : public KeyedRows<preload::Job, JobBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Place,
        Repo,
        State,
        Progress,
        Speed,
        TimeLeft,
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole,
        SecondLineRole,
        IconRole,
        ToneRole,  ///< int of Token
        ShareRole, ///< 0 to 1
        JobIdRole,
    };

    using KeyedRows::KeyedRows;

    void update(std::vector<preload::Job> jobs);

    std::span<const TableColumn> columns() const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    static QString text(const preload::Job &job, int column);
    static QString secondLine(const preload::Job &job, int column);
    static QVariant sortValue(const preload::Job &job, int column);
    static QString spoken(const preload::Job &job);
};

} // namespace mirrorlake::ui
