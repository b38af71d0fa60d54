// What is held here, repo by repo, sorted by repo; changes arrive as coalesced spans, sort roles are numbers. Thread:
// GUI.
#pragma once

#include "library/held.h"
#include "ui/parts/keyedrows.h"

namespace mirrorlake::ui {

struct HeldBefore
{
    bool operator()(const library::HeldRepo &a, const library::HeldRepo &b) const { return a.repo < b.repo; }
};

class CachedModel final : public KeyedRows<library::HeldRepo, HeldBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Pin,
        Repo,
        Revisions,
        Size,
        LastUsed,
        Hits,
        Shared,
        State,
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole,
        ShareRole, ///< of Size: 0 to 1 of the largest
        IconRole,
        ToneRole, ///< of State: "ok" or "warn"
    };

    using KeyedRows::KeyedRows;

    /// In any order; now is unix seconds.
    void update(std::vector<library::HeldRepo> repos, std::int64_t now);

    std::span<const TableColumn> columns() const override;
    QString widestText(int column) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString text(const library::HeldRepo &row, int column) const;
    QString tip(const library::HeldRepo &row, int column) const;
    QString spoken(const library::HeldRepo &row) const;

    std::int64_t m_now = 0;
    std::int64_t m_largest = 1;
};

/// "main, v1" or the beginnings of commits.
QString revisionsText(const library::HeldRepo &repo);

} // namespace mirrorlake::ui
