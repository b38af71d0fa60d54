// The last requests and those that are open now, sorted by number; changes arrive as coalesced spans, sort roles are
// numbers. Holds no more than the mirror keeps. Thread: GUI.
#pragma once

#include "meter/meter.h"
#include "ui/clients/clientpolicy.h"
#include "ui/parts/keyedrows.h"
#include "ui/traffic/requestrow.h"

#include <QHash>

namespace mirrorlake::ui {

class RequestTableModel final : public KeyedRows<RequestRow, RequestBefore>
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Client,
        File,
        Result,
        Status,
        Sent,
        Took,
        Method,
        Range,
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole,
        SecondLineRole, ///< of File: the path beside the repo
        ResultRole,     ///< RequestResult
        IsOpenRole,
    };

    using KeyedRows::KeyedRows;

    /// Takes ended requests, oldest first, and what is open at this moment. A number that is there already counts for
    /// nothing; smaller ones than before are another mirror's, and replace all.
    void update(const std::vector<meter::RequestRecord> &ended, const std::vector<meter::ClientFigures> &open,
                qint64 nowMilliseconds);
    /// What clients are called, from now on; rows that are there change theirs. True when it is something else.
    bool setNames(const ClientNames &names);
    void clear() { bringTo({}); }
    qint64 lastNumber() const { return m_lastNumber; } ///< of ended ones
    int openCount() const { return m_openCount; }
    int endedCount() const { return int(rows().size()) - m_openCount; }

    std::span<const TableColumn> columns() const override;
    QString widestText(int column) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    static constexpr std::size_t kept = meter::RequestLog::kept;

private:
    std::vector<RequestRow> openRows(const std::vector<meter::ClientFigures> &clients, qint64 now);
    QString nameOf(const QString &client) const; ///< empty: none
    QString text(const RequestRow &row, int column) const;
    QVariant sortValue(const RequestRow &row, int column) const;
    QString spoken(const RequestRow &row) const;
    QString tip(const RequestRow &row, int column) const;

    QHash<QString, qint64> m_opened; ///< numbers by client, repo, path and range
    ClientNames m_names;
    qint64 m_nextOpen = firstOpen;
    qint64 m_lastNumber = 0;
    int m_openCount = 0;
};

} // namespace mirrorlake::ui
