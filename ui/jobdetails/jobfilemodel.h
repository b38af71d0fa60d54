// The files of one job: name, how much is here, speed and state. Sort roles are numbers; of states those come first
// that people look for. Thread: GUI.
#pragma once

#include "preload/jobdetail.h"
#include "ui/parts/keyedrows.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace mirrorlake::ui {

struct JobFileBefore
{
    bool operator()(const preload::JobFile &a, const preload::JobFile &b) const { return a.path < b.path; }
};

class JobFileModel final : public KeyedRows<preload::JobFile, JobFileBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        File,
        State,
        Progress,
        Speed,
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole,
        ShareRole, ///< 0 to 1
        IconRole,
        ToneRole, ///< int of Token
    };

    using KeyedRows::KeyedRows;

    void update(std::vector<preload::JobFile> files);

    std::span<const TableColumn> columns() const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    static QString text(const preload::JobFile &file, int column);
    static QString tooltip(const preload::JobFile &file, int column);
    static QVariant sortValue(const preload::JobFile &file, int column);
};

} // namespace mirrorlake::ui
