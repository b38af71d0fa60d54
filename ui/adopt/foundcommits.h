// What an import found, sorted by repo and commit; changes arrive as coalesced spans, sort roles are numbers. Thread:
// GUI.
#pragma once

#include "adopt/report.h"
#include "ui/parts/keyedrows.h"

namespace mirrorlake::ui {

struct FoundBefore
{
    bool operator()(const adopt::FoundCommit &a, const adopt::FoundCommit &b) const
    {
        return std::tie(a.repo, a.commit) < std::tie(b.repo, b.commit);
    }
};

class FoundCommits final : public KeyedRows<adopt::FoundCommit, FoundBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Repo,
        Commit,
        Files,
        Size,
        Known,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;

    using KeyedRows::KeyedRows;

    void update(std::vector<adopt::FoundCommit> found);

    std::span<const TableColumn> columns() const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString text(const adopt::FoundCommit &found, int column) const;
};

} // namespace mirrorlake::ui
