// What was asked for in vain while upstream could not be asked: a row each, sorted by what it is; sort roles are
// numbers or texts. Thread: GUI.
#pragma once

#include "control/upkeeporder.h"
#include "ui/parts/keyedrows.h"

namespace mirrorlake::ui {

struct WantedRow
{
    catalog::Wanted wanted;

    std::string key() const { return wanted.repo.text() + '@' + wanted.revision.text() + ':' + wanted.path; }
    bool operator==(const WantedRow &other) const
    {
        return key() == other.key() && wanted.askedAt == other.wanted.askedAt && wanted.times == other.wanted.times;
    }
};

struct WantedBefore
{
    bool operator()(const WantedRow &a, const WantedRow &b) const { return a.key() < b.key(); }
};

class WantedModel final : public KeyedRows<WantedRow, WantedBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Repo,
        Revision,
        File,
        Times,
        LastAsked,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;

    using KeyedRows::KeyedRows;

    void update(const std::vector<catalog::Wanted> &wanted, std::int64_t now);

    std::span<const TableColumn> columns() const override;
    QString widestText(int column) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString text(const catalog::Wanted &wanted, int column) const;

    std::int64_t m_now = 0;
};

} // namespace mirrorlake::ui
