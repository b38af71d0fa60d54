// Where the files of a job that are on their way come from: route, bytes, speed. Sort roles are numbers. Thread: GUI.
#pragma once

#include "fill/fillinsight.h"
#include "ui/parts/keyedrows.h"
#include "ui/parts/sharedelegate.h"

#include <QString>

namespace mirrorlake::ui {

struct RouteShareBefore
{
    bool operator()(const fill::RouteShare &a, const fill::RouteShare &b) const { return a.route < b.route; }
};

class JobSourceModel final : public KeyedRows<fill::RouteShare, RouteShareBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Route,
        Given,
        Speed,
        ColumnCount
    };
    enum Role
    {
        ShareRole = ShareDelegate::ShareRole,
        SortRole,
    };

    using KeyedRows::KeyedRows;

    void update(std::vector<fill::RouteShare> sources);

    std::span<const TableColumn> columns() const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    static QString text(const fill::RouteShare &source, int column);
    double shareOf(const fill::RouteShare &source) const;
};

} // namespace mirrorlake::ui
