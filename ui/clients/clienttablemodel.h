// All clients of today, sorted by address; rows keep their place, changes arrive as coalesced spans, sort roles are
// numbers. Keeps a minute of each client's rate for the sparkline, for a snapshot knows only the present. Thread: GUI.
#pragma once

#include "meter/meter.h"
#include "ui/clients/clientpolicy.h"
#include "ui/clients/clientrow.h"
#include "ui/parts/keyedrows.h"

namespace mirrorlake::ui {

struct ClientBefore
{
    bool operator()(const ClientRow &a, const ClientRow &b) const { return a.address < b.address; }
};

class ClientTableModel final : public KeyedRows<ClientRow, ClientBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Client,
        Now,
        Today,
        Total,
        FromCache,
        Files,
        Limit,
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole,
        ActivityRole, ///< what is sent to the client now, or when it was last seen
        HistoryRole,  ///< std::vector<float>
        IsActiveRole,
        IsBlockedRole,
        AddressRole,
    };

    using KeyedRows::KeyedRows;

    /// Takes a snapshot's clients; nowMilliseconds is its wall-clock time.
    void update(const std::vector<meter::ClientFigures> &clients, std::int64_t nowMilliseconds);
    /// Names, limits and blocks of clients, from the next update on.
    void setPolicies(ClientPolicies policies) { m_policies = std::move(policies); }
    const ClientPolicies &policies() const { return m_policies; }

    std::span<const TableColumn> columns() const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    /// What time did to the sparklines since the last update.
    struct Step
    {
        bool isFresh = false; ///< they begin anew
        int points = 0;       ///< that are to be added
    };
    Step stepAt(std::int64_t nowMilliseconds);
    std::vector<ClientRow> rowsFrom(const std::vector<meter::ClientFigures> &clients, Step step) const;
    QString text(const ClientRow &row, int column) const;
    QVariant sortValue(const ClientRow &row, int column) const;
    QString spoken(const ClientRow &row) const;
    QString activityOf(const ClientRow &row) const;
    QString tipOf(const ClientRow &row) const; ///< the whole row
    QString tip(const ClientRow &row, int column) const;

    ClientPolicies m_policies;
    std::int64_t m_updatedAt = 0;
    std::int64_t m_stepBegan = 0; ///< of the sparklines' newest point
};

} // namespace mirrorlake::ui

Q_DECLARE_METATYPE(std::vector<float>)
